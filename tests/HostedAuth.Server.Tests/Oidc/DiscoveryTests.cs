using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc;

public sealed class DiscoveryTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Configuration = "/.well-known/openid-configuration";
    private const string Keys = "/.well-known/jwks.json";

    [Fact]
    public async Task The_configuration_names_the_endpoints_below_the_issuer()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.GetAsync(Configuration);

        answer.Status.ShouldBe(200);
        answer.Text("issuer").ShouldBe(app.Issuer);
        answer.Text("authorization_endpoint").ShouldBe($"{app.Issuer}/oauth2/authorize");
        answer.Text("token_endpoint").ShouldBe($"{app.Issuer}/oauth2/token");
        answer.Text("userinfo_endpoint").ShouldBe($"{app.Issuer}/oauth2/userInfo");
        answer.Text("revocation_endpoint").ShouldBe($"{app.Issuer}/oauth2/revoke");
        answer.Text("introspection_endpoint").ShouldBe($"{app.Issuer}/oauth2/introspect");
        answer.Text("end_session_endpoint").ShouldBe($"{app.Issuer}/logout");
        answer.Text("jwks_uri").ShouldBe($"{app.Issuer}/.well-known/jwks.json");
    }

    [Theory]
    [InlineData("response_types_supported", "code")]
    [InlineData("grant_types_supported", "authorization_code refresh_token client_credentials")]
    [InlineData("response_modes_supported", "query fragment form_post query.jwt fragment.jwt form_post.jwt jwt")]
    [InlineData("authorization_signing_alg_values_supported", "RS256 PS256 ES256")]
    [InlineData("subject_types_supported", "public pairwise")]
    [InlineData("userinfo_signing_alg_values_supported", "RS256 PS256 ES256")]
    [InlineData("id_token_signing_alg_values_supported", "RS256 PS256 ES256")]
    [InlineData("token_endpoint_auth_methods_supported", "client_secret_basic client_secret_post none private_key_jwt client_secret_jwt")]
    [InlineData("introspection_endpoint_auth_methods_supported", "client_secret_basic client_secret_post private_key_jwt client_secret_jwt")]
    [InlineData("code_challenge_methods_supported", "S256")]
    [InlineData("ui_locales_supported", "en de es fr")]
    [InlineData("scopes_supported", "openid email phone profile address")]
    public async Task The_configuration_says_what_is_enabled(string name, string values)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.GetAsync(Configuration);

        List(answer.Json, name).ShouldBe(values.Split(' '));
    }

    [Fact]
    public async Task What_is_off_unless_a_client_has_it_is_named_while_one_has_it()
    {
        var app = await TestApp.CreateAsync(server);
        var other = await app.AndAnotherAsync(new { AllowedOAuthFlows = new[] { "code", "implicit" } });
        await server.SetMetadataAsync(
            app.PoolId,
            other.Client.Id,
            new OAuthClientMetadata { GrantTypes = [ExtraGrantTypes.DeviceCode], ResponseTypes = ["code id_token"] });

        var with = (await app.GetAsync(Configuration)).Json;
        await server.CallAsync("DeleteUserPoolClient", new { UserPoolId = app.PoolId, ClientId = other.Client.Id });
        var without = (await app.GetAsync(Configuration)).Json;

        List(with, "response_types_supported").ShouldBe(["code", "token", "id_token", "id_token token", "code id_token"]);
        List(with, "grant_types_supported").ShouldBe(
            ["authorization_code", "refresh_token", "client_credentials", ExtraGrantTypes.DeviceCode, "implicit"]);
        List(without, "response_types_supported").ShouldBe(["code"]);
        List(without, "grant_types_supported").ShouldBe(["authorization_code", "refresh_token", "client_credentials"]);
        without.TryGetProperty("registration_endpoint", out _).ShouldBeFalse();
    }

    /// <summary>The provider of the suite's Dynamic plan names what its clients are about to register.</summary>
    [Theory]
    [InlineData(new[] { "code" }, "code")]
    [InlineData(new[] { "implicit" }, "code|token|id_token|id_token token")]
    [InlineData(
        new[] { "code", "implicit" },
        "code|token|id_token|id_token token|code id_token|code token|code id_token token")]
    public async Task What_a_client_could_register_with_is_named(string[] flows, string types)
    {
        var registration = new { EnableStatus = "Enabled", OpenDcrEnabled = true, OpenDcrGrantTypes = flows };
        var app = await TestApp.CreateAsync(server, pool: new { DcrConfiguration = registration });

        var document = (await app.GetAsync(Configuration)).Json;

        List(document, "response_types_supported").ShouldBe(types.Split('|'));
        List(document, "grant_types_supported").Contains("implicit").ShouldBe(flows.Contains("implicit"));
    }

    [Fact]
    public async Task A_strict_pools_configuration_is_Cognitos()
    {
        var app = await TestApp.CreateAsync(
            server,
            pool: new { UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" } });

        var document = (await app.GetAsync(Configuration)).Json;

        document.EnumerateObject().Select(member => member.Name).ShouldBe(
            [
                "authorization_endpoint", "end_session_endpoint", "id_token_signing_alg_values_supported", "issuer", "jwks_uri",
                "response_types_supported", "revocation_endpoint", "scopes_supported", "subject_types_supported",
                "token_endpoint", "token_endpoint_auth_methods_supported", "userinfo_endpoint",
                "authorization_response_iss_parameter_supported",
            ],
            ignoreOrder: true);
        List(document, "response_types_supported").ShouldBe(["code", "token"]);
        List(document, "scopes_supported").ShouldBe(["openid", "email", "phone", "profile"]);
        List(document, "subject_types_supported").ShouldBe(["public"]);
        List(document, "id_token_signing_alg_values_supported").ShouldBe(["RS256"]);
        List(document, "token_endpoint_auth_methods_supported").ShouldBe(["client_secret_basic", "client_secret_post"]);
    }

    [Fact]
    public async Task The_keys_are_public_parts_only_with_the_next_one_published()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.GetAsync(Keys);

        var keys = answer.Json.GetProperty("keys").EnumerateArray().ToList();
        keys.Count.ShouldBe(2);
        keys.ShouldAllBe(key => key.GetProperty("kty").GetString() == "RSA" && key.GetProperty("use").GetString() == "sig");
        answer.Body.ShouldNotContain("\"d\":");
    }

    [Theory]
    [InlineData(Configuration)]
    [InlineData(Keys)]
    public async Task Documents_are_kept_a_while_by_everyone_and_answered_304_to_who_has_them(string path)
    {
        var app = await TestApp.CreateAsync(server);
        var first = await app.GetAsync(path);

        var second = await app.SendAsync(
            HttpMethod.Get,
            path,
            request => request.Headers.TryAddWithoutValidation("If-None-Match", first.Header("ETag")));

        first.Header("Cache-Control").ShouldBe("public, max-age=300");
        first.Header("Access-Control-Allow-Origin").ShouldBe("*");
        second.Status.ShouldBe(304);
        second.Body.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Configuration)]
    [InlineData(Keys)]
    public async Task HEAD_answers_the_headers_alone_and_POST_is_not_allowed(string path)
    {
        var app = await TestApp.CreateAsync(server);

        var head = await app.SendAsync(HttpMethod.Head, path);
        var post = await app.SendAsync(HttpMethod.Post, path);

        head.Status.ShouldBe(200);
        head.Header("Content-Length").ShouldNotBe("0");
        head.Body.ShouldBeEmpty();
        post.Status.ShouldBe(405);
    }

    [Fact]
    public async Task The_Host_header_changes_nothing()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.SendAsync(
            HttpMethod.Get,
            Configuration,
            request =>
            {
                request.Headers.Host = "127.0.0.1:9999";
                request.Headers.Add("X-Forwarded-Host", "evil.example");
                request.Headers.Add("X-Forwarded-Proto", "https");
            });

        answer.Text("issuer").ShouldBe(app.Issuer);
        answer.Body.ShouldNotContain("127.0.0.1");
        answer.Body.ShouldNotContain("evil.example");
        answer.Body.ShouldNotContain("https:");
    }

    private static IEnumerable<string?> List(JsonElement document, string name) =>
        document.GetProperty(name).EnumerateArray().Select(one => one.GetString());
}
