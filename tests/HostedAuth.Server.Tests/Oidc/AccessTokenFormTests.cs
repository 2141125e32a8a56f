using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Introspection;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>Access tokens in the forms beyond Cognito's: RFC 9068, and opaque ones.</summary>
public sealed class AccessTokenFormTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Scopes = "openid email aws.cognito.signin.user.admin";

    [Fact]
    public async Task RFC_9068_2_the_token_has_its_type_and_claims()
    {
        var app = await AppAsync("at+jwt");

        var tokens = await app.TokensAsync(Scopes);

        var token = tokens.Text("access_token")!;
        PublishedKeys.HeaderOf(token).GetProperty("typ").GetString().ShouldBe("at+jwt");
        (await PublishedKeys.ReadAsync(app)).Verify(token).ShouldBeTrue();
        var claims = PublishedKeys.ClaimsOf(token);
        Text(claims, "iss").ShouldBe(app.Issuer);
        Text(claims, "aud").ShouldBe(app.Issuer);
        Text(claims, "sub").ShouldBe(tokens.Claims("id_token").GetProperty("sub").GetString());
        Text(claims, "client_id").ShouldBe(app.Client.Id);
        Text(claims, "scope").ShouldBe(Scopes);
        foreach (var name in new[] { "exp", "iat", "auth_time" })
        {
            claims.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Number);
        }

        Text(claims, "jti").ShouldNotBeNullOrEmpty();
        claims.GetProperty("amr").EnumerateArray().Select(one => one.GetString()).ShouldBe(["pwd"]);
        claims.TryGetProperty("token_use", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task RFC_9068_3_the_audience_is_the_resource_server_that_the_scopes_are_of()
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { AccessTokenFormat = "at+jwt" });

        var answer = await app.TokenAsync([("grant_type", "client_credentials")], app.Basic());

        PublishedKeys.HeaderOf(answer.Text("access_token")!).GetProperty("typ").GetString().ShouldBe("at+jwt");
        Text(answer.Claims("access_token"), "aud").ShouldBe("api");
        Text(answer.Claims("access_token"), "sub").ShouldBe(app.Client.Id);
        (await app.IntrospectAsync(answer.Text("access_token")!)).ShouldBeActive();
    }

    [Fact]
    public async Task An_opaque_token_says_nothing_but_its_pool()
    {
        var app = await AppAsync("opaque");

        var token = (await app.TokensAsync(Scopes)).Text("access_token")!;

        token.ShouldStartWith($"{app.PoolId}.");
        token.Count(character => character == '.').ShouldBe(1);
        token.ShouldNotBe((await app.TokensAsync(Scopes)).Text("access_token"));
    }

    [Theory]
    [InlineData("at+jwt")]
    [InlineData("opaque")]
    public async Task Each_form_works_at_userInfo_introspection_and_the_API_until_it_ends(string format)
    {
        var app = await AppAsync(format);
        var tokens = await app.TokensAsync(Scopes);
        var token = tokens.Text("access_token")!;

        (await UserInfoAsync(app, token)).Text("email").ShouldBe("alice@example.com");
        var introspected = await app.IntrospectAsync(token);
        introspected.ShouldBeActive();
        introspected.Text("scope").ShouldBe(Scopes);
        introspected.Text("sub").ShouldBe(tokens.Claims("id_token").GetProperty("sub").GetString());
        (await server.CallAsync("GetUser", new { AccessToken = token })).ShouldSucceed().Text("Username").ShouldBe("alice");
        var refreshed = await app.RefreshAsync(tokens.Text("refresh_token")!);
        (await UserInfoAsync(app, refreshed.Text("access_token")!)).Status.ShouldBe(200);

        var revoked = await app.PostAsync("/oauth2/revoke", [("token", token)], app.Basic());

        revoked.Status.ShouldBe(200, revoked.Body);
        (await UserInfoAsync(app, token)).Status.ShouldBe(401);
        (await app.IntrospectAsync(token)).ShouldBeInactive();
    }

    [Fact]
    public async Task An_opaque_token_that_was_changed_or_is_another_pools_is_refused()
    {
        var app = await AppAsync("opaque");
        var other = await AppAsync("opaque");
        var token = (await app.TokensAsync(Scopes)).Text("access_token")!;
        var body = token[(token.IndexOf('.', StringComparison.Ordinal) + 1)..];
        string[] wrong =
        [
            $"{other.PoolId}.{body}",
            $"{app.PoolId}.{body[..^1]}",
            $"{app.PoolId}.{body[..^2]}{(body[^2] == 'A' ? 'B' : 'A')}{body[^1]}",
            $"{app.PoolId}.{(body[0] == 'A' ? 'B' : 'A')}{body[1..]}",
            $"{app.PoolId}.{body}.",
            $"{app.PoolId}.",
            $"{app.PoolId}.AAAA",
            body,
        ];

        foreach (var one in wrong)
        {
            (await UserInfoAsync(app, one)).Status.ShouldBe(401, one);
            (await UserInfoAsync(other, one)).Status.ShouldBe(401, one);
        }
    }

    [Fact]
    public async Task An_opaque_token_ends_with_its_time()
    {
        var app = await AppAsync("opaque");
        var token = (await app.TokensAsync(Scopes)).Text("access_token")!;

        server.Clock.Advance(TimeSpan.FromHours(1));

        (await UserInfoAsync(app, token)).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("cognito")]
    [InlineData("at+jwt")]
    [InlineData("opaque")]
    public async Task RFC_8725_3_11_no_token_passes_for_another_kind(string format)
    {
        var app = await AppAsync(format);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata
        {
            AccessTokenFormat = format,
            UserinfoSignedResponseAlg = "RS256",
        });
        var tokens = await app.TokensAsync(Scopes);
        var userInfo = (await UserInfoAsync(app, tokens.Text("access_token")!)).Body;

        // As access tokens.
        (await UserInfoAsync(app, tokens.Text("id_token")!)).Status.ShouldBe(401);
        (await UserInfoAsync(app, tokens.Text("refresh_token")!)).Status.ShouldBe(401);
        (await UserInfoAsync(app, userInfo)).Status.ShouldBe(401);
        (await app.IntrospectAsync(userInfo)).ShouldBeInactive();

        // As ID tokens.
        foreach (var wrong in new[] { tokens.Text("access_token"), tokens.Text("refresh_token"), userInfo })
        {
            var answer = await app.AuthorizeAsync(app.Query(("id_token_hint", wrong)), await app.SignInAsync());
            answer.ShouldTellTheClient("invalid_request");
        }

        // As refresh tokens.
        foreach (var wrong in new[] { tokens.Text("access_token"), tokens.Text("id_token"), userInfo })
        {
            (await app.RefreshAsync(wrong!)).ShouldRefuse(400, "invalid_grant");
        }
    }

    private async Task<TestApp> AppAsync(string format)
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { AccessTokenFormat = format });
        return app;
    }

    private static Task<Answer> UserInfoAsync(TestApp app, string token) =>
        app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {token}");

    private static string? Text(JsonElement claims, string name) => claims.GetProperty(name).GetString();
}
