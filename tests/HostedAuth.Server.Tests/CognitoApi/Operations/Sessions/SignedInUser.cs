using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Sessions;

/// <summary>A confirmed user, a client, and the tokens of a sign-in by the API.</summary>
internal sealed record SignedInUser(HostedAuthServer Server, TestClient Client, ApiAnswer Tokens)
{
    public string AccessToken => Tokens.Text("AuthenticationResult.AccessToken")!;

    public string IdToken => Tokens.Text("AuthenticationResult.IdToken")!;

    public string RefreshToken => Tokens.Text("AuthenticationResult.RefreshToken")!;

    public static async Task<SignedInUser> CreateAsync(HostedAuthServer server, object? clientMembers = null)
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool, clientMembers);
        var password = new { UserPoolId = pool, Username = "ann", Password = "Correct-Horse-7", Permanent = true };
        (await server.CallAsync("AdminCreateUser", new { UserPoolId = pool, Username = "ann", MessageAction = "SUPPRESS" }))
            .ShouldSucceed();
        (await server.CallAsync("AdminSetUserPassword", password)).ShouldSucceed();
        return new SignedInUser(server, client, await SignInAsync(server, client));
    }

    public Task<ApiAnswer> RefreshAsync() => Server.CallPublicAsync("InitiateAuth", new
    {
        AuthFlow = "REFRESH_TOKEN_AUTH",
        ClientId = Client.Id,
        AuthParameters = Parameters(Client, ("REFRESH_TOKEN", RefreshToken)),
    });

    public Task<ApiAnswer> GetUserAsync() => Server.CallPublicAsync("GetUser", new { AccessToken });

    private static async Task<ApiAnswer> SignInAsync(HostedAuthServer server, TestClient client) =>
        (await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_PASSWORD_AUTH",
            ClientId = client.Id,
            AuthParameters = Parameters(client, ("USERNAME", "ann"), ("PASSWORD", "Correct-Horse-7")),
        })).ShouldSucceed();

    private static Dictionary<string, string> Parameters(TestClient client, params (string Name, string Value)[] parameters)
    {
        var result = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        if (client.Secret is { } secret)
        {
            var mac = System.Security.Cryptography.HMACSHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes(secret),
                System.Text.Encoding.UTF8.GetBytes("ann" + client.Id));
            result["SECRET_HASH"] = Convert.ToBase64String(mac);
        }

        return result;
    }
}
