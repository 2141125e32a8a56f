using System.Text.Json;
using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Conformance.Config;

/// <summary>What the provider says of itself is well-formed, complete and true.</summary>
[Collection(ConformanceServer.Name)]
public sealed class DiscoveryModulesTests(HostedAuthServer server)
{
    private static readonly string[] Endpoints =
        ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "end_session_endpoint", "revocation_endpoint"];

    [Module("oidcc-discovery-endpoint-verification", "OIDC Discovery 3, 4; RFC 8414 2", Result = "passes; over https: `TlsTests`")]
    [Fact]
    public async Task Oidcc_discovery_endpoint_verification()
    {
        var rp = await RelyingParty.CreateAsync(server);

        var answer = await rp.App.GetAsync("/.well-known/openid-configuration");

        answer.Status.ShouldBe(200);
        answer.Header("Content-Type").ShouldNotBeNull().ShouldStartWith("application/json");
        var document = answer.Json;
        answer.Text("issuer").ShouldBe(rp.App.Issuer);
        Endpoints.ShouldAllBe(name => IsAddress(document.GetProperty(name)));
        List(document, "response_types_supported").ShouldContain("code");
        List(document, "subject_types_supported").Except(["public", "pairwise"]).ShouldBeEmpty();
        List(document, "id_token_signing_alg_values_supported").ShouldContain("RS256");
        List(document, "grant_types_supported").ShouldContain("authorization_code");
        List(document, "scopes_supported").ShouldContain("openid");
        List(document, "claims_supported").ShouldContain("sub");
        List(document, "code_challenge_methods_supported").ShouldBe(["S256"]);
        List(document, "scopes_supported").ShouldAllBe(scope => scope.All(c => c > ' ' && c != '"' && c != '\\' && c <= '~'));
        document.GetProperty("claims_parameter_supported").ValueKind.ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False);
        await ShouldPublishKeysAsync(rp);
    }

    /// <summary>No empty list, no list with one value twice.</summary>
    [Fact]
    public async Task Lists_say_something_and_nothing_twice()
    {
        var rp = await RelyingParty.CreateAsync(server);

        var document = await rp.ConfigurationAsync();

        foreach (var member in document.EnumerateObject().Where(one => one.Value.ValueKind is JsonValueKind.Array))
        {
            var values = member.Value.EnumerateArray().Select(value => value.GetString()).ToList();
            values.ShouldNotBeEmpty(member.Name);
            values.Distinct().Count().ShouldBe(values.Count, member.Name);
        }
    }

    private static async Task ShouldPublishKeysAsync(RelyingParty rp)
    {
        var keys = (await rp.App.GetAsync("/.well-known/jwks.json")).Json.GetProperty("keys").EnumerateArray().ToList();
        keys.Select(key => key.GetProperty("kid").GetString()).Distinct().Count().ShouldBe(keys.Count);
        string[] secret = ["d", "p", "q", "dp", "dq", "qi", "k"];
        keys.SelectMany(key => key.EnumerateObject()).Select(member => member.Name).Intersect(secret).ShouldBeEmpty();
    }

    private static List<string> List(JsonElement document, string name) =>
        [.. document.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];

    private static bool IsAddress(JsonElement value) =>
        Uri.TryCreate(value.GetString(), UriKind.Absolute, out var address) && address.Fragment.Length == 0;
}
