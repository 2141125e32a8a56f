using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Conformance.Fapi2;

/// <summary>The endpoint for pushed authorization requests, and the references that it gives (RFC 9126).</summary>
[Collection(ConformanceServer.Name)]
public sealed class ParModulesTests(HostedAuthServer server)
{
    private const string Prefix = ConformancePlans.Fapi2Prefix;

    [Module(Prefix + "par-ensure-reused-request-uri-prior-to-auth-completion-succeeds", "FAPI2 SP 5.3.2.2; RFC 9126 4")]
    [Fact]
    public async Task Par_ensure_reused_request_uri_prior_to_auth_completion_succeeds()
    {
        var client = await FapiClient.CreateAsync(server);
        var requestUri = await PushedAsync(client);
        (await client.OpenAsync(requestUri)).ShouldAskToSignIn();

        (await client.OpenAsync(requestUri)).ShouldAskToSignIn();

        (await client.Browser.SignInAsync())["code"].ShouldNotBeNull();
    }

    [Module(Prefix + "par-attempt-reuse-request_uri", "RFC 9126 7.3")]
    [Fact]
    public async Task Par_attempt_reuse_request_uri()
    {
        var client = await FapiClient.CreateAsync(server);
        var requestUri = await PushedAsync(client);
        await client.OpenAsync(requestUri);
        (await client.Browser.SignInAsync())["code"].ShouldNotBeNull();

        ShouldBeNoReference(await client.OpenAsync(requestUri));
    }

    [Module(Prefix + "par-attempt-to-use-expired-request_uri", "RFC 9126 2.2")]
    [Fact]
    public async Task Par_attempt_to_use_expired_request_uri()
    {
        var client = await FapiClient.CreateAsync(server);
        var pushed = await client.PushAsync(client.Request());
        var seconds = pushed.Json.GetProperty("expires_in").GetInt32();
        seconds.ShouldBeLessThan(600, "FAPI2 SP 5.3.2.2");
        client.Rp.Wait(seconds + 1);

        ShouldBeNoReference(await client.OpenAsync(pushed.Text("request_uri")!));
    }

    [Module(Prefix + "par-attempt-to-use-request_uri-for-different-client", "RFC 9126 2.2")]
    [Fact]
    public async Task Par_attempt_to_use_request_uri_for_different_client()
    {
        var client = await FapiClient.CreateAsync(server);
        var other = await client.AndAnotherAsync();

        ShouldBeNoReference(await other.OpenAsync(await PushedAsync(client)));
    }

    [Module(Prefix + "par-authorization-request-containing-request_uri-form-param", "RFC 9126 2.1")]
    [Fact]
    public Task Par_authorization_request_containing_request_uri_form_param() =>
        ShouldNotBePushedAsync(("request_uri", "urn:ietf:params:oauth:request_uri:x"));

    [Module(Prefix + "par-attempt-invalid-http-method", "RFC 9126 2.3")]
    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Par_attempt_invalid_http_method(string method)
    {
        var client = await FapiClient.CreateAsync(server);

        (await client.App.SendAsync(new HttpMethod(method), "/oauth2/par")).Status.ShouldBe(405);
    }

    [Module(Prefix + "par-ensure-pkce-required", "FAPI2 SP 5.3.2.2")]
    [Fact]
    public Task Par_ensure_pkce_required() => ShouldNotBePushedAsync(("code_challenge", null), ("code_challenge_method", null));

    [Module(Prefix + "par-plain-pkce-rejected", "FAPI2 SP 5.3.2.2")]
    [Fact]
    public Task Par_plain_pkce_rejected() =>
        ShouldNotBePushedAsync(("code_challenge", TestApp.Verifier), ("code_challenge_method", "plain"));

    [Module(Prefix + "par-without-duplicate-parameters", "RFC 9101 5; RFC 9126 4")]
    [Fact]
    public async Task Par_without_duplicate_parameters()
    {
        var client = await FapiClient.CreateAsync(server);

        await client.OpenAsync(await PushedAsync(client));

        client.Browser.Passed[0].Split('?')[1].Split('&').Select(pair => pair.Split('=')[0]).ShouldBe(["client_id", "request_uri"]);
        (await client.Browser.SignInAsync())["code"].ShouldNotBeNull();
    }

    [Module(Prefix + "par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted", "FAPI2 SP 5.3.2.1")]
    [Fact]
    public async Task Par_ensure_jwt_client_assertions_nbf_8_seconds_in_the_future_is_accepted()
    {
        var client = await FapiClient.CreateAsync(server);

        var answer = await client.PushAsync(client.Request(), Shifted(client, 8));

        answer.Status.ShouldBe(201, answer.Body);
    }

    [Module(Prefix + "par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails", "FAPI2 SP 5.3.2.1")]
    [Fact]
    public Task Par_ensure_jwt_client_assertions_nbf_over_60_seconds_in_the_future_fails() =>
        ShouldNotProveAsync(client => Shifted(client, 65));

    [Module(Prefix + "par-test-array-as-audience-fails", "FAPI2 SP 5.3.2.1")]
    [Fact]
    public Task Par_test_array_as_audience_fails() =>
        ShouldNotProveAsync(client => client.Assertion(claims => claims["aud"] = new JsonArray(client.App.Issuer)));

    [Module(Prefix + "par-test-par-endpoint-url-as-audience-fails", "FAPI2 SP 5.3.2.1")]
    [Fact]
    public Task Par_test_par_endpoint_url_as_audience_fails() =>
        ShouldNotProveAsync(client => client.Assertion(claims => claims["aud"] = $"{client.App.Issuer}/oauth2/par"));

    [Module(Prefix + "par-test-token-endpoint-url-as-audience-fails", "FAPI2 SP 5.3.2.1")]
    [Fact]
    public Task Par_test_token_endpoint_url_as_audience_fails() =>
        ShouldNotProveAsync(client => client.Assertion(claims => claims["aud"] = $"{client.App.Issuer}/oauth2/token"));

    private static string Shifted(FapiClient client, int seconds) => client.Assertion(claims =>
    {
        claims["iat"] = client.Now + seconds;
        claims["nbf"] = client.Now + seconds;
        claims["exp"] = client.Now + seconds + 60;
    });

    private static async Task<string> PushedAsync(FapiClient client)
    {
        var answer = await client.PushAsync(client.Request());
        answer.Status.ShouldBe(201, answer.Body);
        answer.Header("Cache-Control").ShouldNotBeNull().ShouldContain("no-store");
        return answer.Text("request_uri").ShouldNotBeNull();
    }

    private async Task ShouldNotProveAsync(Func<FapiClient, string> assertion)
    {
        var client = await FapiClient.CreateAsync(server);

        var answer = await client.PushAsync(client.Request(), assertion(client));

        answer.Status.ShouldBeOneOf(400, 401);
        answer.Text("error").ShouldBeOneOf("invalid_client", "invalid_request");
    }

    private async Task ShouldNotBePushedAsync(params (string Name, string? Value)[] changes)
    {
        var client = await FapiClient.CreateAsync(server);

        var answer = await client.PushAsync(client.Request(changes));

        answer.Status.ShouldBe(400, answer.Body);
        answer.Text("error").ShouldBe("invalid_request");
    }

    private static void ShouldBeNoReference(Arrival arrival)
    {
        if (arrival.IsAtClient)
        {
            arrival.ShouldTellTheClient("invalid_request_uri", "invalid_request");
            return;
        }

        arrival.Last.Status.ShouldBeOneOf(400, 404);
    }
}
