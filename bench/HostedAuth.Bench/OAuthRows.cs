namespace HostedAuth.Bench;

/// <summary>The rows of the OAuth endpoints that need more than one request to prepare.</summary>
internal static class OAuthRows
{
    private const int Codes = 2000;

    /// <summary>Introspection by the client itself.</summary>
    public static async Task<Func<Task<bool>>> IntrospectionAsync(HttpClient http, World world)
    {
        var login = new BrowserLogin(http, world);
        await login.RunAsync();
        return () => Rows.SendAsync(http, Rows.Post(world, "/oauth2/introspect", world.WebAuthorization, ("token", login.AccessToken)));
    }

    /// <summary>The exchange of a code alone: the codes are made before. Each is good for five minutes.</summary>
    public static async Task<Row> ExchangeAsync(HttpClient http, ServerProcess server, World world, TimeSpan signature)
    {
        var login = new BrowserLogin(http, world);
        await login.RunAsync();
        var calls = new List<Func<Task<bool>>>();
        for (var i = 0; i < Codes; i++)
        {
            var code = (await login.AuthorizeAsync())!;
            calls.Add(() => login.ExchangeAsync(code));
        }

        // The first half warms up.
        await Load.RunOnceAsync(server, signature, "code exchange", calls[..(Codes / 2)]);
        return await Load.RunOnceAsync(server, signature, "code exchange", calls[(Codes / 2)..]);
    }
}
