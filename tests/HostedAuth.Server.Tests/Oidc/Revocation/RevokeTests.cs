using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Revocation;

/// <summary>/oauth2/revoke (RFC 7009).</summary>
public sealed class RevokeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Path = "/oauth2/revoke";

    [Fact]
    public async Task A_revoked_refresh_token_gives_nothing_any_more()
    {
        var app = await TestApp.CreateAsync(server);
        var token = (await app.TokensAsync()).Text("refresh_token")!;

        var answer = await app.PostAsync(Path, [("token", token), ("client_id", app.Client.Id)]);

        answer.Status.ShouldBe(200, answer.Body);
        answer.Body.ShouldBeEmpty();
        (await app.RefreshAsync(token)).ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task An_unknown_token_is_answered_as_if_it_had_been_revoked()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.PostAsync(Path, [("token", "unknown"), ("client_id", app.Client.Id)]);

        answer.Status.ShouldBe(200, answer.Body);
    }

    [Fact]
    public async Task Another_clients_token_lives_on()
    {
        var app = await TestApp.CreateAsync(server);
        var other = await app.AndAnotherAsync();
        var token = (await app.TokensAsync()).Text("refresh_token")!;

        var answer = await other.PostAsync(Path, [("token", token), ("client_id", other.Client.Id)]);

        answer.Status.ShouldBe(200, answer.Body);
        (await app.RefreshAsync(token)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("nonsense")]
    public async Task A_revoked_access_token_ends_with_all_that_was_granted_beside_it(string? hint)
    {
        var app = await TestApp.CreateAsync(server);
        var tokens = await app.TokensAsync();
        var other = await app.TokensAsync();
        var token = tokens.Text("access_token");

        var answer = await app.PostAsync(Path, [("token", token), ("token_type_hint", hint), ("client_id", app.Client.Id)]);

        answer.Status.ShouldBe(200, answer.Body);
        (await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {token}")).Status.ShouldBe(401);
        (await app.RefreshAsync(tokens.Text("refresh_token")!)).ShouldRefuse(400, "invalid_grant");
        (await app.RefreshAsync(other.Text("refresh_token")!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task In_a_strict_pool_an_access_token_is_of_an_unsupported_type()
    {
        var tags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" };
        var app = await TestApp.CreateAsync(server, pool: new { UserPoolTags = tags });
        var token = (await app.TokensAsync()).Text("access_token");

        var answer = await app.PostAsync(Path, [("token", token), ("client_id", app.Client.Id)]);

        answer.ShouldRefuse(400, "unsupported_token_type");
    }

    [Fact]
    public async Task An_ID_token_and_a_clients_token_for_itself_are_of_an_unsupported_type()
    {
        var app = await TestApp.CreateAsync(server);
        var idToken = (await app.TokensAsync()).Text("id_token");
        var machine = await ClientCredentialsTests.MachineAsync(server);
        var own = (await machine.TokenAsync([("grant_type", "client_credentials")], machine.Basic())).Text("access_token");

        var first = await app.PostAsync(Path, [("token", idToken), ("client_id", app.Client.Id)]);
        var second = await machine.PostAsync(Path, [("token", own)], machine.Basic());

        first.ShouldRefuse(400, "unsupported_token_type");
        second.ShouldRefuse(400, "unsupported_token_type");
    }

    [Fact]
    public async Task Another_clients_access_token_a_forged_and_an_expired_one_end_nothing()
    {
        var app = await TestApp.CreateAsync(server);
        var other = await app.AndAnotherAsync();
        var tokens = await app.TokensAsync();
        var token = tokens.Text("access_token")!;

        var foreign = await other.PostAsync(Path, [("token", token), ("client_id", other.Client.Id)]);
        var forged = await app.PostAsync(Path, [("token", token[..^4] + "AAAA"), ("client_id", app.Client.Id)]);
        server.Clock.Advance(TimeSpan.FromHours(1));
        var expired = await app.PostAsync(Path, [("token", token), ("client_id", app.Client.Id)]);

        foreign.Status.ShouldBe(200, foreign.Body);
        forged.Status.ShouldBe(200, forged.Body);
        expired.Status.ShouldBe(200, expired.Body);
        (await app.RefreshAsync(tokens.Text("refresh_token")!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_client_must_authenticate_and_name_a_token()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });

        var stranger = await app.PostAsync(Path, [("token", "x"), ("client_id", app.Client.Id)]);
        var tokenless = await app.PostAsync(Path, [], app.Basic());

        stranger.ShouldRefuse(401, "invalid_client");
        tokenless.ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task A_client_with_revocation_off_is_told_so()
    {
        var app = await TestApp.CreateAsync(server, new { EnableTokenRevocation = false });

        var answer = await app.PostAsync(Path, [("token", "x"), ("client_id", app.Client.Id)]);

        answer.ShouldRefuse(400, "invalid_request");
    }
}
