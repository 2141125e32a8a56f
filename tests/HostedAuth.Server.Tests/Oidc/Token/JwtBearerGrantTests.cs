using HostedAuth.Core.AppClients;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>A trusted issuer speaks for a user (RFC 7523, section 2.1).</summary>
public sealed class JwtBearerGrantTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_good_assertion_gives_an_access_token_that_says_nothing_of_how_the_user_was_proven()
    {
        var world = await BearerWorld.CreateAsync(server);

        var answer = await world.BringAsync(world.Sign(), ("scope", "email"));

        answer.Status.ShouldBe(200, answer.Body);
        answer.Text("token_type").ShouldBe("Bearer");
        answer.Text("scope").ShouldBe("email");
        answer.Text("refresh_token").ShouldBeNull();
        answer.Text("id_token").ShouldBeNull();
        var claims = answer.Claims("access_token");
        claims.GetProperty("username").GetString().ShouldBe("alice");
        claims.GetProperty("client_id").GetString().ShouldBe(world.App.Client.Id);
        claims.TryGetProperty("amr", out _).ShouldBeFalse();
        claims.TryGetProperty("acr", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task With_openid_there_is_an_ID_token_and_without_a_scope_all_of_the_clients_but_that_of_the_account_itself()
    {
        var world = await BearerWorld.CreateAsync(server);

        var answer = await world.BringAsync(world.Sign());

        answer.Text("scope")!.Split(' ').ShouldBe(
            ["openid", "email", "phone", "profile"], ignoreOrder: true);
        answer.Claims("id_token").GetProperty("email").GetString().ShouldBe("alice@example.com");
        (await world.BringAsync(world.Sign(), ("scope", "orders/read"))).ShouldRefuse(400, "invalid_scope");
    }

    [Fact]
    public async Task The_user_is_named_by_sub_or_user_name_and_the_server_by_issuer_or_endpoint()
    {
        var world = await BearerWorld.CreateAsync(server);
        var sub = (await world.BringAsync(world.Sign())).Claims("access_token").GetProperty("sub").GetString();
        var endpoint = $"{world.App.Issuer}/oauth2/token";

        (await world.BringAsync(world.Sign(("sub", sub)))).Status.ShouldBe(200);
        (await world.BringAsync(world.Sign(("aud", endpoint)))).Status.ShouldBe(200);
        (await world.BringAsync(world.Sign(("aud", new[] { endpoint, world.App.Issuer })))).Status.ShouldBe(200);
        (await world.BringAsync(world.Sign(("exp", world.In(3600)), ("iat", world.In(60)), ("nbf", world.In(60))))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_is_wrong_about_an_assertion_and_that_a_user_does_not_exist_is_told_in_the_same_words()
    {
        var world = await BearerWorld.CreateAsync(server);
        (string, object?)[] wrong =
        [
            ("iss", null), ("iss", "https://another.example"), ("iss", world.App.Client.Id), ("iss", BearerWorld.Partner + "/"),
            ("sub", null), ("sub", ""), ("sub", "nobody"), ("sub", 7), ("sub", "a\0b"),
            ("aud", null), ("aud", "https://other.example"), ("aud", new[] { world.App.Issuer, "https://other.example" }),
            ("aud", $"{world.App.Issuer}/oauth2/par"), ("aud", Array.Empty<string>()),
            ("exp", null), ("exp", world.In(0)), ("exp", world.In(3601)), ("exp", "soon"),
            ("nbf", world.In(61)), ("iat", world.In(61)), ("iat", world.In(-3601)), ("iat", "now"),
            ("jti", null), ("jti", ""), ("jti", 7),
        ];

        foreach (var change in wrong)
        {
            ShouldRefuse(await world.BringAsync(world.Sign(change)), $"{change}");
        }
    }

    [Fact]
    public async Task A_signature_that_is_none_of_the_issuers_is_refused_and_spends_nothing()
    {
        var world = await BearerWorld.CreateAsync(server);
        var stranger = new ClientKey(keyId: world.Key.KeyId);
        var claims = world.Claims();
        string[] assertions =
        [
            stranger.Sign(claims), stranger.Sign(claims, ("jwk", stranger.Jwk)), ClientKey.Sign(world.App.Client.Secret!, claims),
            ClientKey.Write(claims, [("alg", "none")], _ => []), world.Key.Sign(claims, ("typ", "at+jwt")),
            world.Key.Sign(claims, ("crit", new[] { "exp" })), "not a token", new string('a', 20_000),
        ];

        foreach (var assertion in assertions)
        {
            ShouldRefuse(await world.BringAsync(assertion), assertion);
        }

        (await world.BringAsync(world.Key.Sign(claims))).Status.ShouldBe(200);
        (await world.BringAsync(null)).ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task An_assertion_is_good_once()
    {
        var world = await BearerWorld.CreateAsync(server);
        var assertion = world.Sign();
        (await world.BringAsync(assertion)).Status.ShouldBe(200);

        ShouldRefuse(await world.BringAsync(assertion), "again");
    }

    [Fact]
    public async Task Of_many_who_bring_an_assertion_at_once_one_wins()
    {
        var world = await BearerWorld.CreateAsync(server);
        var assertion = world.Sign();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.BringAsync(assertion)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        foreach (var answer in answers.Where(answer => answer.Status != 200))
        {
            ShouldRefuse(answer, "replay");
        }
    }

    [Fact]
    public async Task One_for_another_pool_is_refused()
    {
        var world = await BearerWorld.CreateAsync(server);
        var elsewhere = await BearerWorld.CreateAsync(server);

        ShouldRefuse(await world.BringAsync(world.Sign(("aud", elsewhere.App.Issuer))), "another pool");
        ShouldRefuse(await world.BringAsync(elsewhere.Sign()), "another pool's issuer");
    }

    [Theory]
    [InlineData(false, UserStatus.CONFIRMED)]
    [InlineData(true, UserStatus.UNCONFIRMED)]
    [InlineData(true, UserStatus.RESET_REQUIRED)]
    [InlineData(true, UserStatus.FORCE_CHANGE_PASSWORD)]
    public async Task Who_gets_no_tokens_gets_none_by_anothers_word(bool enabled, UserStatus status)
    {
        var world = await BearerWorld.CreateAsync(server);
        await server.ChangeUserAsync(world.App.PoolId, "alice", user => (user.Enabled, user.Status) = (enabled, status));

        ShouldRefuse(await world.BringAsync(world.Sign()), $"{status}");
    }

    [Theory]
    [InlineData("ON", false)]
    [InlineData("OPTIONAL", true)]
    public async Task Who_would_be_asked_for_a_second_factor_does_not_come_in_by_anothers_word(string mfa, bool hasFactor)
    {
        var world = await BearerWorld.CreateAsync(server);
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = world.App.PoolId,
            MfaConfiguration = mfa,
            SoftwareTokenMfaConfiguration = new { Enabled = true },
        })).ShouldSucceed();
        if (hasFactor)
        {
            (await world.BringAsync(world.Sign())).Status.ShouldBe(200);
            await server.ChangeUserAsync(world.App.PoolId, "alice", user => user.ActiveFactors = ["SOFTWARE_TOKEN_MFA"]);
        }

        ShouldRefuse(await world.BringAsync(world.Sign()), mfa);
    }

    [Fact]
    public async Task A_client_without_grant_type_or_issuer_and_one_that_asks_consent_may_not()
    {
        var world = await BearerWorld.CreateAsync(server);
        Func<OAuthClientMetadata, OAuthClientMetadata>[] changes =
        [
            metadata => metadata with { GrantTypes = null },
            metadata => metadata with { TrustedIssuers = null },
            metadata => metadata with { TrustedIssuers = [] },
            metadata => metadata with { RequireConsent = true },
        ];

        foreach (var change in changes)
        {
            await world.SetAsync(change);
            (await world.BringAsync(world.Sign())).ShouldRefuse(400, "unauthorized_client");
        }

        (await world.BringAsync(world.Sign(), ("client_secret", "wrong"))).ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task Revocation_and_a_global_sign_out_end_its_session()
    {
        var world = await BearerWorld.CreateAsync(server);
        var first = (await world.BringAsync(world.Sign())).Text("access_token");
        var second = (await world.BringAsync(world.Sign())).Text("access_token");
        (string, string?)[] client = [("client_id", world.App.Client.Id), ("client_secret", world.App.Client.Secret)];

        (await world.App.PostAsync("/oauth2/revoke", [("token", first), .. client])).Status.ShouldBe(200);
        (await IsActiveAsync(first)).ShouldBeFalse();
        (await IsActiveAsync(second)).ShouldBeTrue();
        (await server.CallAsync("AdminUserGlobalSignOut", new { UserPoolId = world.App.PoolId, Username = "alice" })).ShouldSucceed();
        (await IsActiveAsync(second)).ShouldBeFalse();

        async Task<bool> IsActiveAsync(string? token) =>
            (await world.App.PostAsync("/oauth2/introspect", [("token", token), .. client])).Json.GetProperty("active").GetBoolean();
    }

    private static void ShouldRefuse(Answer answer, string why)
    {
        answer.Text("error").ShouldBe("invalid_grant", why);
        answer.Text("error_description").ShouldBe("The assertion is not good.", why);
        answer.Status.ShouldBe(400, why);
    }
}
