using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Triggers;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>What tells a known from an unknown user apart: text, status, statements and hashes. Runs alone, since it counts.</summary>
[Collection(nameof(Alone))]
public sealed class UserExistenceTests(UserExistenceTests.CountingServer server)
    : IClassFixture<UserExistenceTests.CountingServer>
{
    [Theory]
    [InlineData("ENABLED", UserStatus.CONFIRMED)]
    [InlineData("ENABLED", UserStatus.UNCONFIRMED)]
    [InlineData("ENABLED", UserStatus.FORCE_CHANGE_PASSWORD)]
    [InlineData("ENABLED", UserStatus.EXTERNAL_PROVIDER)]
    public async Task A_wrong_password_and_an_unknown_user_look_alike(string setting, UserStatus status)
    {
        var world = await SignInWorld.CreateAsync(server, client: new { PreventUserExistenceErrors = setting });
        await world.AddUserAsync("alice", status, user => user.PasswordHash = WithoutPassword(status, user.PasswordHash));

        var known = await world.SignInAsync("alice", "wrong");
        var unknown = await world.SignInAsync("nobody", "wrong");

        unknown.Status.ShouldBe(known.Status);
        unknown.Body.ShouldBe(known.Body);
        unknown.Headers.Keys.ShouldBe(known.Headers.Keys);
    }

    [Theory]
    [InlineData("ENABLED", UserStatus.CONFIRMED, "OFF")]
    [InlineData("LEGACY", UserStatus.CONFIRMED, "OFF")]
    [InlineData("ENABLED", UserStatus.EXTERNAL_PROVIDER, "OFF")]
    [InlineData("ENABLED", UserStatus.CONFIRMED, "AUDIT")]
    [InlineData("LEGACY", UserStatus.CONFIRMED, "AUDIT")]
    [InlineData("ENABLED", UserStatus.CONFIRMED, "ENFORCED")]
    public async Task They_cost_the_same_statements_and_hashes(string setting, UserStatus status, string mode)
    {
        var world = await SignInWorld.CreateAsync(
            server,
            new { UserPoolAddOns = new { AdvancedSecurityMode = mode } },
            new { PreventUserExistenceErrors = setting });
        await world.AddUserAsync("alice", status, user => user.PasswordHash = WithoutPassword(status, user.PasswordHash));

        var known = await CostOfAsync(() => world.SignInAsync("alice", "wrong"));
        var unknown = await CostOfAsync(() => world.SignInAsync("nobody", "wrong"));

        unknown.Commands.ShouldBe(known.Commands);
        unknown.Hashes.ShouldBe(known.Hashes);
        known.Hashes.ShouldBe(1);
    }

    [Fact]
    public async Task A_sign_in_costs_few_statements_and_one_hash()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");
        await world.SignInAsync("alice");

        var cost = await CostOfAsync(() => world.SignInAsync("alice"));

        // The user, the try counted and taken back, the groups, the session and its refresh chain.
        cost.Commands.Count.ShouldBeInRange(4, 6, string.Join("\n\n", cost.Commands));
        cost.Hashes.ShouldBe(1);
    }

    private async Task<(IReadOnlyList<string> Commands, int Hashes)> CostOfAsync(Func<Task> act)
    {
        var hashes = server.Hashes;
        using var commands = new DatabaseCommands();
        await act();

        return ([.. commands.Texts.Where(IsOfSignIn)], server.Hashes - hashes);
    }

    /// <summary>The program's background work (other nodes' changes, the courier) goes on meanwhile.</summary>
    private static bool IsOfSignIn(string command) =>
        new[] { "user_identifiers", "lockouts", "sign_in_attempts", "group_members", "token_sessions", "auth_events" }
            .Any(table => command.Contains(table, StringComparison.Ordinal));

    private static string? WithoutPassword(UserStatus status, string? hash) =>
        status is UserStatus.EXTERNAL_PROVIDER ? null : hash;

    /// <summary>Counts password hashes.</summary>
    public sealed class CountingServer : ServerWithFunctions
    {
        private int _hashes;

        public int Hashes => _hashes;

        protected override void AddServices(IServiceCollection services)
        {
            var real = services.Last(service => service.ServiceType == typeof(IPasswordHasher<User>));
            services.AddSingleton<IPasswordHasher<User>>(provider => new Counting(
                (IPasswordHasher<User>)(real.ImplementationInstance
                    ?? real.ImplementationFactory?.Invoke(provider)
                    ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!)),
                this));
        }

        private sealed class Counting(IPasswordHasher<User> real, CountingServer server) : IPasswordHasher<User>
        {
            public string HashPassword(User user, string password)
            {
                Interlocked.Increment(ref server._hashes);
                return real.HashPassword(user, password);
            }

            public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
            {
                Interlocked.Increment(ref server._hashes);
                return real.VerifyHashedPassword(user, hashedPassword, providedPassword);
            }
        }
    }
}
