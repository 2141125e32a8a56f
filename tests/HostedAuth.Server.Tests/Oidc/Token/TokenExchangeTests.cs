using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>A client exchanges the token of another client's user for one of its own (RFC 8693).</summary>
public sealed class TokenExchangeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Section_2_2_1_the_answer_holds_an_access_token_and_its_type_and_no_refresh_token()
    {
        var world = await ExchangeWorld.CreateAsync(server);

        var answer = await world.ExchangeAsync();

        answer.Status.ShouldBe(200, answer.Body);
        answer.Text("issued_token_type").ShouldBe(ExchangeWorld.AccessTokenType);
        answer.Text("token_type").ShouldBe("Bearer");
        answer.Text("scope").ShouldBe("openid email");
        answer.Text("refresh_token").ShouldBeNull();
        answer.Text("id_token").ShouldBeNull();
        answer.Header("Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    public async Task Section_4_1_the_client_is_named_as_the_actor_and_the_user_stays_the_subject()
    {
        var world = await ExchangeWorld.CreateAsync(server);

        var claims = (await world.ExchangeAsync()).Claims("access_token");

        var subject = world.Tokens.Claims("access_token");
        claims.GetProperty("sub").GetString().ShouldBe(subject.GetProperty("sub").GetString());
        claims.GetProperty("client_id").GetString().ShouldBe(world.Service.Client.Id);
        claims.GetProperty("aud").GetString().ShouldBe(ExchangeWorld.Audience);
        claims.GetProperty("act").GetProperty("sub").GetString().ShouldBe(world.Service.Client.Id);
        claims.GetProperty("auth_time").GetInt64().ShouldBe(subject.GetProperty("auth_time").GetInt64());
    }

    [Fact]
    public async Task Only_a_client_whose_policy_says_so_passes_for_the_subject()
    {
        var world = await ExchangeWorld.CreateAsync(server, policy => policy with { Impersonation = true });

        (await world.ExchangeAsync()).Claims("access_token").TryGetProperty("act", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_actor_is_named_by_its_own_token_of_the_same_client()
    {
        var world = await ExchangeWorld.CreateAsync(server, policy => policy with { Impersonation = true });
        var actor = await world.Service.TokensAsync();
        var stranger = world.Tokens;

        var answer = await world.ExchangeAsync(
            ("actor_token", actor.Text("access_token")), ("actor_token_type", ExchangeWorld.AccessTokenType));

        answer.Claims("access_token").GetProperty("act").GetProperty("sub").GetString()
            .ShouldBe(actor.Claims("access_token").GetProperty("sub").GetString());
        (await world.ExchangeAsync(
            ("actor_token", stranger.Text("access_token")), ("actor_token_type", ExchangeWorld.AccessTokenType)))
            .ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task Section_4_1_who_acted_before_stands_inside_and_the_chain_has_an_end()
    {
        var world = await ExchangeWorld.CreateAsync(server, policy => policy);
        await world.SetPolicyAsync(new() { SubjectClients = [world.App.Client.Id, world.Service.Client.Id], Audiences = [ExchangeWorld.Audience] });
        var answer = await world.ExchangeAsync();
        for (var more = 0; more < 3; more++)
        {
            answer = await world.ExchangeAsync(("subject_token", answer.Text("access_token")));
        }

        var act = answer.Claims("access_token").GetProperty("act");
        for (var depth = 0; depth < 3; depth++)
        {
            act = act.GetProperty("act");
        }

        act.TryGetProperty("act", out _).ShouldBeFalse();
        (await world.ExchangeAsync(("subject_token", answer.Text("access_token")))).ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task Who_passes_for_the_subject_does_not_get_rid_of_who_acted_before()
    {
        var world = await ExchangeWorld.CreateAsync(server);
        var delegated = await world.ExchangeAsync();
        await world.SetPolicyAsync(new()
        {
            SubjectClients = [world.Service.Client.Id],
            Audiences = [ExchangeWorld.Audience],
            Impersonation = true,
        });

        var answer = await world.ExchangeAsync(("subject_token", delegated.Text("access_token")));

        answer.Claims("access_token").GetProperty("act").GetProperty("sub").GetString().ShouldBe(world.Service.Client.Id);
    }

    [Fact]
    public async Task It_lives_no_longer_than_the_subjects_token()
    {
        var world = await ExchangeWorld.CreateAsync(server);
        server.Clock.Advance(TimeSpan.FromMinutes(59));

        var answer = await world.ExchangeAsync();

        answer.Json.GetProperty("expires_in").GetInt32().ShouldBe(60);
        answer.Claims("access_token").GetProperty("exp").GetInt64()
            .ShouldBe(world.Tokens.Claims("access_token").GetProperty("exp").GetInt64());
    }

    [Fact]
    public async Task It_dies_with_the_session_that_it_came_from()
    {
        var world = await ExchangeWorld.CreateAsync(server);
        var token = (await world.ExchangeAsync()).Text("access_token");
        (await world.IntrospectAsync(token)).Json.GetProperty("active").GetBoolean().ShouldBeTrue();

        await world.App.PostAsync(
            "/oauth2/revoke", [("token", world.Tokens.Text("refresh_token")), ("client_id", world.App.Client.Id)]);

        (await world.IntrospectAsync(token)).Json.GetProperty("active").GetBoolean().ShouldBeFalse();
        (await world.ExchangeAsync()).ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task Its_client_cannot_end_the_session_that_it_came_from()
    {
        var world = await ExchangeWorld.CreateAsync(server);
        var token = (await world.ExchangeAsync()).Text("access_token");

        (await world.Service.PostAsync("/oauth2/revoke", [
            ("token", token), ("client_id", world.Service.Client.Id), ("client_secret", world.Service.Client.Secret),
        ])).ShouldRefuse(400, "unsupported_token_type");

        (await world.App.RefreshAsync(world.Tokens.Text("refresh_token")!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task No_more_scope_than_the_subjects_token_has_and_the_client_may_have()
    {
        var world = await ExchangeWorld.CreateAsync(server);

        (await world.ExchangeAsync(("scope", "email"))).Text("scope").ShouldBe("email");
        (await world.ExchangeAsync(("scope", "openid phone"))).ShouldRefuse(400, "invalid_scope");
    }

    [Fact]
    public async Task Nobody_acts_on_the_users_account_itself()
    {
        var world = await ExchangeWorld.CreateAsync(server, scope: "openid aws.cognito.signin.user.admin");

        (await world.ExchangeAsync()).Text("scope").ShouldBe("openid");
        (await world.ExchangeAsync(("scope", "aws.cognito.signin.user.admin"))).ShouldRefuse(400, "invalid_scope");
    }

    [Theory]
    [InlineData("audience", "https://elsewhere.example")]
    [InlineData("resource", "https://elsewhere.example")]
    public async Task Section_2_2_2_a_target_that_the_policy_does_not_name_is_refused(string name, string value)
    {
        var world = await ExchangeWorld.CreateAsync(server);

        (await world.ExchangeAsync((name, value))).ShouldRefuse(400, "invalid_target");
        (await world.ExchangeAsync((name, ExchangeWorld.Audience))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Where_the_policy_names_several_targets_or_none_one_must_be_asked_for()
    {
        var world = await ExchangeWorld.CreateAsync(server, policy => policy with { Audiences = ["a", "b"] });
        (await world.ExchangeAsync()).ShouldRefuse(400, "invalid_target");
        (await world.ExchangeAsync(("audience", "b"))).Claims("access_token").GetProperty("aud").GetString().ShouldBe("b");

        await world.SetPolicyAsync(new() { SubjectClients = [world.App.Client.Id] });
        (await world.ExchangeAsync()).ShouldRefuse(400, "invalid_target");
    }

    [Fact]
    public async Task Section_2_1_several_targets_may_be_asked_for_at_once()
    {
        var world = await ExchangeWorld.CreateAsync(server, policy => policy with { Audiences = ["a", "b", "https://c.example"] });
        var form = TestApp.Encode([
            ("grant_type", ExchangeWorld.GrantType), ("subject_token", world.Tokens.Text("access_token")),
            ("subject_token_type", ExchangeWorld.AccessTokenType), ("client_id", world.Service.Client.Id),
            ("client_secret", world.Service.Client.Secret),
        ]);

        var answer = await world.Service.PostRawAsync(
            "/oauth2/token", $"{form}&audience=a&audience=b&resource=https://c.example");
        var refused = await world.Service.PostRawAsync("/oauth2/token", $"{form}&audience=a&audience=elsewhere");

        answer.Claims("access_token").GetProperty("aud").EnumerateArray().Select(one => one.GetString())
            .ShouldBe(["a", "b", "https://c.example"]);
        refused.ShouldRefuse(400, "invalid_target");
    }
}
