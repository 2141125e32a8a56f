using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Conformance.Fapi2;

/// <summary>Codes and assertions at the token endpoint.</summary>
[Collection(ConformanceServer.Name)]
public sealed class FapiClientModulesTests(HostedAuthServer server)
{
    private const string Prefix = ConformancePlans.Fapi2Prefix;

    [Module(Prefix + "ensure-client-id-in-token-endpoint", "RFC 6749 4.1.3; RFC 7521 4.2")]
    [Fact]
    public async Task Ensure_client_id_in_token_endpoint()
    {
        var client = await FapiClient.CreateAsync(server);
        var other = await client.AndAnotherAsync();

        var answer = await client.ExchangeAsync(
            await client.CodeAsync(),
            other.Assertion(key: client.Key),
            changes: ("client_id", other.App.Client.Id));

        answer.ShouldRefuse(401, "invalid_client");
    }

    [Module(Prefix + "ensure-authorization-code-is-bound-to-client", "RFC 6749 4.1.3")]
    [Fact]
    public async Task Ensure_authorization_code_is_bound_to_client()
    {
        var client = await FapiClient.CreateAsync(server);
        var other = await client.AndAnotherAsync();

        (await other.ExchangeAsync(await client.CodeAsync())).ShouldRefuse(400, "invalid_grant");
    }

    [Module(Prefix + "attempt-reuse-authorization-code-after-one-second", "RFC 6749 4.1.2")]
    [Fact]
    public async Task Attempt_reuse_authorization_code_after_one_second()
    {
        var client = await FapiClient.CreateAsync(server);
        var code = await client.CodeAsync();
        var token = (await client.ExchangeAsync(code)).Text("access_token")!;
        client.Rp.Wait(1);

        (await client.ExchangeAsync(code)).ShouldRefuse(400, "invalid_grant");

        (await client.UserInfoAsync(token)).Status.ShouldBe(401);
    }

    [Module(Prefix + "ensure-token-endpoint-fails-with-expired-auth-code", "FAPI2 SP 5.3.2.1")]
    [Fact]
    public async Task Ensure_token_endpoint_fails_with_expired_auth_code()
    {
        var client = await FapiClient.CreateAsync(server);
        var code = await client.CodeAsync();
        client.Rp.Wait(61);

        (await client.ExchangeAsync(code)).ShouldRefuse(400, "invalid_grant");
    }

    [Module(Prefix + "ensure-signed-client-assertion-with-RS256-fails", "FAPI2 SP 5.4.1")]
    [Fact]
    public async Task Ensure_signed_client_assertion_with_RS256_fails()
    {
        var client = await FapiClient.CreateAsync(server);
        var code = await client.CodeAsync();

        var refused = await client.ExchangeAsync(code, client.Assertion(key: FapiClient.Rsa, algorithm: "RS256"));
        var taken = await client.ExchangeAsync(code, client.Assertion(key: FapiClient.Rsa, algorithm: "PS256"));

        refused.ShouldRefuse(401, "invalid_client");
        taken.Status.ShouldBe(200, taken.Body);
    }

    [Module(Prefix + "ensure-client-assertion-in-token-endpoint", "FAPI2 SP 5.3.2.1; RFC 7523 2.2")]
    [Fact]
    public async Task Ensure_client_assertion_in_token_endpoint()
    {
        var client = await FapiClient.CreateAsync(server);

        var answer = await client.ExchangeAsync(
            await client.CodeAsync(), assertion: "", changes: ("client_id", client.App.Client.Id));

        ShouldBeNoClient(answer);
    }

    [Module(Prefix + "ensure-client-assertion-with-exp-is-5-minutes-in-past-fails", "RFC 7519 4.1.4")]
    [Fact]
    public Task Ensure_client_assertion_with_exp_is_5_minutes_in_past_fails() =>
        ShouldRefuseAsync(client => client.Assertion(claims => claims["exp"] = client.Now - 300));

    [Module(Prefix + "ensure-client-assertion-with-wrong-aud-fails", "RFC 7523 3")]
    [Fact]
    public Task Ensure_client_assertion_with_wrong_aud_fails() =>
        ShouldRefuseAsync(client => client.Assertion(claims => claims["aud"] = "https://other.example/"));

    [Module(Prefix + "ensure-client-assertion-with-no-sub-fails", "RFC 7523 3")]
    [Fact]
    public Task Ensure_client_assertion_with_no_sub_fails() =>
        ShouldRefuseAsync(client => client.Assertion(claims => claims.Remove("sub")));

    [Module(Prefix + "ensure-pkce-code-verifier-required", "RFC 7636 4.6")]
    [Fact]
    public async Task Ensure_pkce_code_verifier_required()
    {
        var client = await FapiClient.CreateAsync(server);

        (await client.ExchangeAsync(await client.CodeAsync(), changes: ("code_verifier", null))).ShouldRefuse(400, "invalid_grant");
    }

    [Module(Prefix + "incorrect-pkce-code-verifier-rejected", "RFC 7636 4.6")]
    [Fact]
    public async Task Incorrect_pkce_code_verifier_rejected()
    {
        var client = await FapiClient.CreateAsync(server);

        var answer = await client.ExchangeAsync(await client.CodeAsync(), changes: ("code_verifier", new string('x', 43)));

        answer.ShouldRefuse(400, "invalid_grant");
    }

    private async Task ShouldRefuseAsync(Func<FapiClient, string> assertion)
    {
        var client = await FapiClient.CreateAsync(server);

        ShouldBeNoClient(await client.ExchangeAsync(await client.CodeAsync(), assertion(client)));
    }

    private static void ShouldBeNoClient(Answer answer)
    {
        answer.Status.ShouldBeOneOf(400, 401);
        answer.Text("error").ShouldBeOneOf("invalid_client", "invalid_request");
        answer.Text("access_token").ShouldBeNull();
    }
}
