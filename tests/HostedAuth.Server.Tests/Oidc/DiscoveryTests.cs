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
    [InlineData("grant_types_supported", "authorization_code refresh_token client_credentials urn:ietf:params:oauth:grant-type:device_code urn:ietf:params:oauth:grant-type:token-exchange urn:ietf:params:oauth:grant-type:jwt-bearer")]
    [InlineData("response_modes_supported", "query fragment form_post query.jwt fragment.jwt form_post.jwt jwt")]
    [InlineData("authorization_signing_alg_values_supported", "RS256 PS256 ES256")]
    [InlineData("subject_types_supported", "public pairwise")]
    [InlineData("userinfo_signing_alg_values_supported", "RS256 PS256 ES256")]
    [InlineData("id_token_signing_alg_values_supported", "RS256 PS256 ES256")]
    [InlineData("token_endpoint_auth_methods_supported", "client_secret_basic client_secret_post none private_key_jwt client_secret_jwt")]
    [InlineData("introspection_endpoint_auth_methods_supported", "client_secret_basic client_secret_post private_key_jwt client_secret_jwt")]
    [InlineData("code_challenge_methods_supported", "S256")]
    [InlineData("scopes_supported", "openid email phone profile address")]
    public async Task The_configuration_says_what_is_enabled(string name, string values)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.GetAsync(Configuration);

        answer.Json.GetProperty(name).EnumerateArray().Select(one => one.GetString()).ShouldBe(values.Split(' '));
    }

    [Fact]
    public async Task The_configuration_claims_nothing_that_is_not_built()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.GetAsync(Configuration);

        answer.Json.GetProperty("require_request_uri_registration").GetBoolean().ShouldBeTrue();
        answer.Json.GetProperty("claims_parameter_supported").GetBoolean().ShouldBeTrue();
        answer.Json.GetProperty("authorization_response_iss_parameter_supported").GetBoolean().ShouldBeTrue();
        answer.Text("registration_endpoint").ShouldBeNull();
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
}
