using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Dpop;

/// <summary>Codes bound to a key (RFC 9449, section 10).</summary>
public sealed class DpopCodeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_code_for_a_key_is_redeemed_with_that_key_alone()
    {
        using var app = await ProvingApp.CreateAsync(server);
        using var thief = new ProvingApp(server, app.App);
        var code = await app.App.CodeAsync(("dpop_jkt", app.Key.Thumbprint));

        (await app.App.ExchangeAsync(code)).ShouldRefuse(400, "invalid_grant");
        (await thief.ExchangeAsync(code, thief.Proof())).ShouldRefuse(400, "invalid_grant");
        var tokens = await app.ExchangeAsync(code, app.Proof());

        tokens.Status.ShouldBe(200, tokens.Body);
        tokens.Claims("access_token").GetProperty("cnf").GetProperty("jkt").GetString().ShouldBe(app.Key.Thumbprint);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("=============================================")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM")]
    public async Task What_is_no_thumbprint_is_refused(string thumbprint)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("dpop_jkt", thumbprint)));

        answer.ShouldTellTheClient("invalid_request");
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(null, true)]
    public async Task Who_has_bound_tokens_only_gets_none_by_the_browser(bool? byKey, bool? byCertificate)
    {
        var app = await TestApp.CreateAsync(server, new { AllowedOAuthFlows = new[] { "code", "implicit" } });
        var metadata = new OAuthClientMetadata
        {
            DpopBoundAccessTokens = byKey,
            TlsClientCertificateBoundAccessTokens = byCertificate,
            ResponseTypes = ["token", "code token", "id_token token"],
        };
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, metadata);
        var cookie = await app.SignInAsync();

        foreach (var type in new[] { "token", "code token", "id_token token" })
        {
            var answer = await app.AuthorizeAsync(app.Query(("response_type", type), ("nonce", "n")), cookie);

            answer.Location.ShouldNotBeNull().ShouldContain("error=unauthorized_client", customMessage: answer.Location);
            answer.Location.ShouldNotContain("access_token");
        }
    }
}
