using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Tokens;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Sessions;

public sealed class SsoSessionsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_handle_finds_its_session_for_an_hour_and_use_does_not_move_that()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var (session, handle) = await workshop.StartSsoAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(59));
        (await FindAsync(workshop, handle))!.Session.Id.ShouldBe(session.Id);
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        (await FindAsync(workshop, handle)).ShouldBeNull();
    }

    [Fact]
    public async Task The_id_without_the_secret_finds_nothing()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var (session, handle) = await workshop.StartSsoAsync();

        foreach (var forged in new[] { session.Id, $"{session.Id}.", $"{session.Id}.AAAA", $"{handle.Value}A", "", "." })
        {
            (await FindAsync(workshop, new Secret(forged))).ShouldBeNull(forged);
        }
    }

    [Fact]
    public async Task Ending_it_ends_all_that_hangs_on_it_and_nothing_else()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var (session, handle) = await workshop.StartSsoAsync();
        var apart = await workshop.SignInAsync();
        var hanging = await SignInFromAsync(workshop, session);

        await workshop.DoAsync<SsoSessions>((sessions, _) => sessions.EndAsync(session.Id, default));

        (await FindAsync(workshop, handle)).ShouldBeNull();
        await workshop.RefreshAsync(hanging.RefreshToken!.Value).ShouldBeRefusedAsync(AuthError.RefreshTokenRevoked);
        await workshop.RefreshAsync(apart.RefreshToken!.Value);
    }

    [Fact]
    public async Task Ending_all_but_one_spares_the_browser_behind_that_one()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var (mine, mineHandle) = await workshop.StartSsoAsync();
        var (_, otherHandle) = await workshop.StartSsoAsync();
        var other = await workshop.SignInAsync();
        var spared = await SignInFromAsync(workshop, mine);
        var sparedId = TokenWorkshop.ClaimsOf(spared.AccessToken).GetProperty("origin_jti").GetString();

        await workshop.DoAsync<TokenSessions>((sessions, _) =>
            sessions.EndAllAsync(workshop.UserId, sparedId, ssoToo: true, default));

        await workshop.RefreshAsync(spared.RefreshToken!.Value);
        await workshop.RefreshAsync(other.RefreshToken!.Value).ShouldBeRefusedAsync(AuthError.RefreshTokenRevoked);
        (await FindAsync(workshop, mineHandle)).ShouldNotBeNull();
        (await FindAsync(workshop, otherHandle)).ShouldBeNull();
    }

    [Fact]
    public async Task Expired_rows_are_deleted_in_batches()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        await workshop.SignInAsync();
        await workshop.ChangeAsync(async context =>
        {
            for (var i = 0; i < 1_100; i++)
            {
                context.SsoSessions.Add(new SsoSession
                {
                    PoolId = workshop.PoolId,
                    Id = RandomText.UserSessionId("sso"),
                    UserId = workshop.UserId,
                    SecretHash = [],
                    AuthenticatedAt = workshop.Now,
                    ExpiresAt = workshop.Now.AddMinutes(i % 7),
                });
            }

            await context.SaveChangesAsync();
        });
        server.Clock.Advance(TimeSpan.FromHours(1));

        var deleted = await server.Services.GetRequiredService<ExpiredSessions>().DeleteExpiredAsync(default);

        deleted.ShouldBeGreaterThanOrEqualTo(1_100);
        await workshop.ChangeAsync(async context =>
        {
            (await context.SsoSessions.CountAsync()).ShouldBe(0);
            (await context.TokenSessions.CountAsync()).ShouldBe(1);
        });
    }

    private static Task<TokenSet> SignInFromAsync(TokenWorkshop workshop, SsoSession session) =>
        workshop.IssueAsync((client, user) => new Grant
        {
            Client = client,
            User = user,
            Scopes = ["openid"],
            AuthenticatedAt = session.AuthenticatedAt,
            ByOAuth = true,
            SsoSessionId = session.Id,
        });

    private static Task<SsoSessionUser?> FindAsync(TokenWorkshop workshop, Secret handle) =>
        workshop.DoAsync<SsoSessions, SsoSessionUser?>((sessions, _) => sessions.FindAsync(handle, default));
}
