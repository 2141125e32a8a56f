using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Tokens;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Server.Tests.Tokens;

public sealed class RefreshTokensTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Without_rotation_the_token_stays_good_and_no_other_is_given()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var signedIn = await workshop.SignInAsync();

        var first = await workshop.RefreshAsync(signedIn.RefreshToken!.Value);
        var second = await workshop.RefreshAsync(signedIn.RefreshToken!.Value);

        first.RefreshToken.ShouldBeNull();
        second.RefreshToken.ShouldBeNull();
        second.AccessToken.ShouldNotBe(first.AccessToken);
    }

    [Fact]
    public async Task Refreshed_tokens_keep_origin_jti_event_id_and_auth_time_and_have_no_nonce()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var signedIn = await workshop.SignInByOAuthAsync("openid");
        server.Clock.Advance(TimeSpan.FromMinutes(30));

        var refreshed = await workshop.RefreshAsync(signedIn.RefreshToken!.Value);

        var before = TokenWorkshop.ClaimsOf(signedIn.IdToken);
        var after = TokenWorkshop.ClaimsOf(refreshed.IdToken);
        foreach (var claim in new[] { "origin_jti", "event_id", "auth_time", "sub", "aud" })
        {
            after.GetProperty(claim).ToString().ShouldBe(before.GetProperty(claim).ToString(), claim);
        }

        after.GetProperty("iat").GetInt64().ShouldBe(before.GetProperty("iat").GetInt64() + 1800);
        after.TryGetProperty("nonce", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Groups_and_attributes_are_read_again()
    {
        var workshop = await TokenWorkshop.CreateAsync(server, groups: TokenWorkshop.Group("staff"));
        var signedIn = await workshop.SignInAsync();
        await workshop.ChangeAsync(context => context.GroupMembers.ExecuteDeleteAsync());

        var refreshed = await workshop.RefreshAsync(signedIn.RefreshToken!.Value);

        TokenWorkshop.ClaimsOf(signedIn.AccessToken).GetProperty("cognito:groups")[0].GetString().ShouldBe("staff");
        TokenWorkshop.ClaimsOf(refreshed.AccessToken).TryGetProperty("cognito:groups", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Scopes_can_be_narrowed_for_one_access_token_and_never_widened()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var signedIn = await workshop.SignInByOAuthAsync("openid", "email", "orders/read");

        var narrow = await workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: false, "orders/read");
        var whole = await workshop.RefreshAsync(signedIn.RefreshToken!.Value);

        narrow.IdToken.ShouldBeNull();
        TokenWorkshop.ClaimsOf(narrow.AccessToken).GetProperty("scope").GetString().ShouldBe("orders/read");
        TokenWorkshop.ClaimsOf(whole.AccessToken).GetProperty("scope").GetString().ShouldBe("openid email orders/read");
        await workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: true, "orders/write")
            .ShouldBeRefusedAsync(AuthError.ScopeNotGranted);
    }

    [Fact]
    public async Task Another_clients_or_pools_token_is_refused()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var stranger = await TokenWorkshop.CreateAsync(server);
        var signedIn = await workshop.SignInAsync();
        await workshop.ChangeAsync(context => context.TokenSessions.ExecuteUpdateAsync(
            set => set.SetProperty(session => session.ClientId, "anotherclient")));

        await workshop.RefreshAsync(signedIn.RefreshToken!.Value).ShouldBeRefusedAsync(AuthError.InvalidRefreshToken);
        await stranger.RefreshAsync(signedIn.RefreshToken!.Value).ShouldBeRefusedAsync(AuthError.InvalidRefreshToken);
    }

    [Fact]
    public async Task A_disabled_user_gets_no_tokens()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var signedIn = await workshop.SignInAsync();
        await workshop.ChangeAsync(context => context.Users.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.Enabled, false)));

        await workshop.RefreshAsync(signedIn.RefreshToken!.Value).ShouldBeRefusedAsync(AuthError.UserDisabled);
    }

    [Fact]
    public async Task An_ended_session_gets_no_tokens()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var signedIn = await workshop.SignInAsync();
        await workshop.DoAsync<TokenSessions>((sessions, _) =>
            sessions.EndAllAsync(workshop.UserId, null, ssoToo: false, default));

        await workshop.RefreshAsync(signedIn.RefreshToken!.Value).ShouldBeRefusedAsync(AuthError.RefreshTokenRevoked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("é")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("===================================================================== ")]
    public async Task A_forged_token_is_refused(string forged)
    {
        var workshop = await TokenWorkshop.CreateAsync(server);

        await workshop.RefreshAsync(new Secret(forged)).ShouldBeRefusedAsync(AuthError.InvalidRefreshToken);
    }

    [Fact]
    public async Task Each_changed_character_forges_a_token()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var token = (await workshop.SignInAsync()).RefreshToken!.Value.Value;
        token.ShouldMatch("^[A-Za-z0-9_-]{70}$");

        for (var i = 0; i < token.Length - 1; i++)
        {
            var forged = $"{token[..i]}{(token[i] == 'A' ? 'B' : 'A')}{token[(i + 1)..]}";

            await workshop.RefreshAsync(new Secret(forged)).ShouldBeRefusedAsync(AuthError.InvalidRefreshToken);
        }
    }

    [Fact]
    public async Task Revoking_ends_the_session_and_strangers_tokens_are_taken_in_silence()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var stranger = await TokenWorkshop.CreateAsync(server);
        var signedIn = await workshop.SignInAsync();
        var other = await stranger.SignInAsync();

        await workshop.DoAsync<RefreshTokens>((tokens, client) =>
            tokens.RevokeAsync(client, other.RefreshToken!.Value, ssoToo: false, default));
        await workshop.DoAsync<RefreshTokens>((tokens, client) =>
            tokens.RevokeAsync(client, signedIn.RefreshToken!.Value, ssoToo: false, default));

        await stranger.RefreshAsync(other.RefreshToken!.Value);
        await workshop.RefreshAsync(signedIn.RefreshToken!.Value).ShouldBeRefusedAsync(AuthError.RefreshTokenRevoked);
        await workshop.VerifyAsync(signedIn.AccessToken).ShouldBeRefusedAsync(AuthError.AccessTokenRevoked);
    }
}
