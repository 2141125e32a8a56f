using System.Buffers.Text;
using System.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Tokens;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Server.Tests.Tokens;

public sealed class AccessTokensTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_token_names_its_user_client_and_session()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var tokens = await workshop.SignInAsync();

        var identity = await workshop.VerifyAsync(tokens.AccessToken);

        identity.User.Id.ShouldBe(workshop.UserId);
        identity.Client.ClientId.ShouldBe(workshop.ClientId);
        identity.Session.Id.ShouldBe(TokenWorkshop.ClaimsOf(tokens.AccessToken).GetProperty("origin_jti").GetString());
        AccessTokens.ReadPoolId(tokens.AccessToken.Value).ShouldBe(workshop.PoolId);
    }

    [Fact]
    public async Task An_ID_token_is_no_access_token()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var tokens = await workshop.SignInAsync();

        await workshop.VerifyAsync(tokens.IdToken!.Value).ShouldBeRefusedAsync(AuthError.InvalidAccessToken);
    }

    [Fact]
    public async Task Another_pools_token_is_refused()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var stranger = await TokenWorkshop.CreateAsync(server);
        var tokens = await stranger.SignInAsync();

        await workshop.VerifyAsync(tokens.AccessToken).ShouldBeRefusedAsync(AuthError.InvalidAccessToken);
    }

    [Fact]
    public async Task It_expires_to_the_second()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var tokens = await workshop.SignInAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(3599));
        await workshop.VerifyAsync(tokens.AccessToken);
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        await workshop.VerifyAsync(tokens.AccessToken).ShouldBeRefusedAsync(AuthError.AccessTokenExpired);
    }

    [Fact]
    public async Task A_missing_scope_is_refused()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var tokens = await workshop.SignInByOAuthAsync("openid");

        await workshop.VerifyAsync(tokens.AccessToken).ShouldBeRefusedAsync(AuthError.AccessTokenScope);
        await workshop.VerifyAsync(tokens.AccessToken, "openid");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_dies_with_its_session_with_and_without_origin_jti(bool revocable)
    {
        var workshop = await TokenWorkshop.CreateAsync(server, new() { EnableTokenRevocation = revocable });
        var tokens = await workshop.SignInAsync();
        await workshop.VerifyAsync(tokens.AccessToken);
        await workshop.DoAsync<TokenSessions>((sessions, _) =>
            sessions.EndAllAsync(workshop.UserId, null, ssoToo: false, default));

        await workshop.VerifyAsync(tokens.AccessToken).ShouldBeRefusedAsync(AuthError.AccessTokenRevoked);
    }

    [Fact]
    public async Task A_disabled_or_deleted_users_token_is_refused()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var tokens = await workshop.SignInAsync();

        await workshop.ChangeAsync(context =>
            context.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Enabled, false)));
        await workshop.VerifyAsync(tokens.AccessToken).ShouldBeRefusedAsync(AuthError.UserDisabled);

        await workshop.ChangeAsync(context => context.Users.ExecuteDeleteAsync());
        await workshop.VerifyAsync(tokens.AccessToken).ShouldBeRefusedAsync(AuthError.UserNotFound);
    }

    [Fact]
    public async Task A_clients_own_token_speaks_for_no_user()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var tokens = await workshop.DoAsync<TokenIssuer, TokenSet>((issuer, client) =>
            issuer.IssueAsync(new Grant { Client = client, Scopes = TokenWorkshop.ApiScopes, ByOAuth = true }, default));

        await workshop.VerifyAsync(tokens.AccessToken).ShouldBeRefusedAsync(AuthError.InvalidAccessToken);
    }

    [Theory]
    [InlineData("""{"iss":"http://localhost:5080/us-east-1_AbCdEfGhI"}""", "us-east-1_AbCdEfGhI")]
    [InlineData("""{"iss":"us-east-1_AbCdEfGhI"}""", "us-east-1_AbCdEfGhI")]
    [InlineData("""{"iss":"http://localhost:5080/"}""", null)]
    [InlineData("""{"iss":"http://localhost:5080/a b"}""", null)]
    [InlineData("""{"iss":"http://localhost:5080/'; drop"}""", null)]
    [InlineData("""{"iss":"\ud800"}""", null)]
    [InlineData("""{"iss":1}""", null)]
    [InlineData("""{"iss":["x"]}""", null)]
    [InlineData("""{}""", null)]
    [InlineData("""[]""", null)]
    [InlineData("", null)]
    public void The_pool_id_is_read_from_hostile_tokens(string payload, string? poolId)
    {
        var token = $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.AAAA";

        AccessTokens.ReadPoolId(token).ShouldBe(poolId);
    }

    [Fact]
    public async Task An_expired_ID_token_is_a_hint_and_an_access_token_is_none()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var tokens = await workshop.SignInAsync();
        server.Clock.Advance(TimeSpan.FromHours(2));

        Task<IdTokenHint?> Hint(Secret token) => workshop.DoAsync<IdTokens, IdTokenHint?>((ids, _) =>
            Task.FromResult(ids.ReadHint(token.Value)));

        (await Hint(tokens.IdToken!.Value))!.ClientId.ShouldBe(workshop.ClientId);
        (await Hint(tokens.AccessToken)).ShouldBeNull();
    }
}
