using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>An app that trusts a partner, and the partner, who speaks for its users.</summary>
internal sealed record BearerWorld(HostedAuthServer Server, TestApp App, ClientKey Key)
{
    public const string Partner = "https://partner.example";

    public static async Task<BearerWorld> CreateAsync(HostedAuthServer server, object? pool = null)
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true }, pool);
        await app.SignInAsync();
        return await OfAppAsync(server, app);
    }

    /// <summary>Lets an app that there is already trust a partner.</summary>
    public static async Task<BearerWorld> OfAppAsync(HostedAuthServer server, TestApp app)
    {
        var world = new BearerWorld(server, app, new ClientKey());
        await world.SetAsync(metadata => metadata);
        return world;
    }

    public Task SetAsync(Func<OAuthClientMetadata, OAuthClientMetadata> change) =>
        Server.SetMetadataAsync(App.PoolId, App.Client.Id, change(new()
        {
            GrantTypes = [ExtraGrantTypes.JwtBearer],
            TrustedIssuers = [new() { Issuer = Partner, Jwks = Key.Jwks }],
        }));

    /// <summary>A moment so many seconds from now.</summary>
    public long In(int seconds) => Server.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds;

    public string Sign(params (string Name, object? Value)[] changes) => Key.Sign(Claims(changes));

    /// <summary>The claims of a good assertion; a change with null takes one out.</summary>
    public Dictionary<string, object?> Claims(params (string Name, object? Value)[] changes) =>
        App.AssertionClaims(Server.Clock.GetUtcNow(), [("iss", Partner), ("sub", "alice"), .. changes]);

    public Task<Answer> BringAsync(string? assertion, params (string Name, string? Value)[] changes) =>
        BringAsync(App, assertion, changes);

    public static Task<Answer> BringAsync(TestApp at, string? assertion, params (string Name, string? Value)[] changes) =>
        at.TokenAsync(
        [
            ("grant_type", ExtraGrantTypes.JwtBearer), ("assertion", assertion),
            ("client_id", at.Client.Id), ("client_secret", at.Client.Secret), .. changes,
        ]);
}
