using HostedAuth.Core.Errors;
using HostedAuth.Core.UserPools.Settings;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Server.Tests.Tokens;

public sealed class RefreshRotationTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Rotation_gives_the_next_generation()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var signedIn = await workshop.SignInAsync();

        var second = await workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: true);
        var third = await workshop.RefreshAsync(second.RefreshToken!.Value, rotate: true);

        third.RefreshToken.ShouldNotBeNull();
        new[] { signedIn, second, third }.Select(tokens => tokens.RefreshToken).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Within_the_grace_period_the_previous_token_gets_the_same_successor()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var signedIn = await workshop.SignInAsync();
        var rotated = await workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: true);
        server.Clock.Advance(TimeSpan.FromSeconds(9.9));

        var again = await workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: true);

        again.RefreshToken.ShouldBe(rotated.RefreshToken);
    }

    [Fact]
    public async Task After_the_grace_period_the_previous_token_ends_the_session()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var signedIn = await workshop.SignInAsync();
        var rotated = await workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: true);
        server.Clock.Advance(TimeSpan.FromSeconds(10));

        await workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: true)
            .ShouldBeRefusedAsync(AuthError.RefreshTokenReused);

        await workshop.RefreshAsync(rotated.RefreshToken!.Value).ShouldBeRefusedAsync(AuthError.RefreshTokenRevoked);
        await workshop.VerifyAsync(rotated.AccessToken).ShouldBeRefusedAsync(AuthError.AccessTokenRevoked);
    }

    [Fact]
    public async Task A_token_two_generations_old_ends_the_session_at_once()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var signedIn = await workshop.SignInAsync();
        var second = await workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: true);
        await workshop.RefreshAsync(second.RefreshToken!.Value, rotate: true);

        await workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: true)
            .ShouldBeRefusedAsync(AuthError.RefreshTokenReused);
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(60, 59, true)]
    [InlineData(60, 60, false)]
    public async Task The_grace_period_is_the_clients(int grace, int elapsed, bool isGood)
    {
        var rotation = new RefreshTokenRotation { Feature = "ENABLED", RetryGracePeriodSeconds = grace };
        var workshop = await TokenWorkshop.CreateAsync(server, new() { RefreshTokenRotation = rotation });
        var signedIn = await workshop.SignInAsync();
        await workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: true);
        server.Clock.Advance(TimeSpan.FromSeconds(elapsed));

        var again = workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: true);

        await (isGood ? again : again.ShouldBeRefusedAsync(AuthError.RefreshTokenReused));
    }

    [Fact]
    public async Task One_rotating_token_used_100_times_at_once_has_one_living_successor()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var signedIn = await workshop.SignInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(_ => Task.Run(() => workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: true))));

        answers.Select(tokens => tokens.RefreshToken).Distinct().Count().ShouldBe(1);
        await workshop.ChangeAsync(async context =>
            (await context.TokenSessions.SingleAsync()).RefreshGeneration.ShouldBe(1));
    }

    [Fact]
    public async Task A_rotated_token_keeps_the_remaining_lifetime()
    {
        var workshop = await TokenWorkshop.CreateAsync(server, new() { RefreshTokenValidity = 1 });
        var signedIn = await workshop.SignInAsync();
        server.Clock.Advance(TimeSpan.FromHours(23));
        var rotated = await workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: true);
        server.Clock.Advance(TimeSpan.FromMinutes(59));
        var last = await workshop.RefreshAsync(rotated.RefreshToken!.Value, rotate: true);
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        await workshop.RefreshAsync(last.RefreshToken!.Value, rotate: true)
            .ShouldBeRefusedAsync(AuthError.RefreshTokenExpired);
    }

    [Fact]
    public async Task A_token_newer_than_a_restored_database_is_good()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var signedIn = await workshop.SignInAsync();
        var newer = await workshop.RefreshAsync(signedIn.RefreshToken!.Value, rotate: true);
        await workshop.ChangeAsync(context => context.TokenSessions.ExecuteUpdateAsync(
            set => set.SetProperty(session => session.RefreshGeneration, 0)));

        var next = await workshop.RefreshAsync(newer.RefreshToken!.Value, rotate: true);

        await workshop.RefreshAsync(next.RefreshToken!.Value, rotate: true);
    }
}
