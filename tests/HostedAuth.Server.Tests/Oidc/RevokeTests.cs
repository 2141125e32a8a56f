using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc;

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

    [Fact]
    public async Task An_access_token_is_of_an_unsupported_type()
    {
        var app = await TestApp.CreateAsync(server);
        var token = (await app.TokensAsync()).Text("access_token");

        var answer = await app.PostAsync(Path, [("token", token), ("client_id", app.Client.Id)]);

        answer.ShouldRefuse(400, "unsupported_token_type");
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
