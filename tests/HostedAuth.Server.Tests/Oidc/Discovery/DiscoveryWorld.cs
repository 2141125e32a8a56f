using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Discovery;

/// <summary>A pool whose clients have all that a client can have, where others register, and what its document says.</summary>
internal sealed class DiscoveryWorld(TestApp app, TestApp machine, JsonElement document)
{
    public const string Configuration = "/.well-known/openid-configuration";
    public const string ServerMetadata = "/.well-known/oauth-authorization-server";

    /// <summary>A confidential client of every response type, and of every grant type with a user.</summary>
    public TestApp App => app;

    /// <summary>A confidential client that acts for itself.</summary>
    public TestApp Machine => machine;

    public JsonElement Document => document;

    public static async Task<DiscoveryWorld> CreateAsync(HostedAuthServer server)
    {
        var machine = await ClientCredentialsTests.MachineAsync(
            server,
            new { DcrConfiguration = new { EnableStatus = "Enabled", OpenDcrEnabled = true } });
        var app = await machine.AndAnotherAsync(new
        {
            GenerateSecret = true,
            AllowedOAuthFlows = new[] { "code", "implicit" },
            AllowedOAuthScopes = new[] { "openid", "email", "phone", "profile", "address" },
        });
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata
        {
            ResponseTypes = [.. ResponseType.All.Select(type => type.Name)],
            GrantTypes = [ExtraGrantTypes.DeviceCode, ExtraGrantTypes.TokenExchange, ExtraGrantTypes.JwtBearer],
            TokenExchange = new() { SubjectClients = [app.Client.Id], Audiences = ["https://orders.example"] },
        });
        return new(app, machine, (await app.GetAsync(Configuration)).Json);
    }

    public IReadOnlyList<string> List(string name) => ListOf(document, name);

    public static IReadOnlyList<string> ListOf(JsonElement document, string name) =>
        [.. document.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];

    /// <summary>The members that are addresses: name and path below the issuer.</summary>
    public IEnumerable<(string Name, string Path)> Addresses() => document.EnumerateObject()
        .Where(member => member.Name.EndsWith("_endpoint", StringComparison.Ordinal) || member.Name == "jwks_uri")
        .Select(member => (member.Name, member.Value.GetString().ShouldNotBeNull()))
        .Select(pair => (pair.Name, pair.Item2.StartsWith($"{app.Issuer}/", StringComparison.Ordinal)
            ? pair.Item2[app.Issuer.Length..]
            : throw new InvalidOperationException($"{pair.Name} is at {pair.Item2}.")));
}
