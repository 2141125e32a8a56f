using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>Counts what a call costs in work that could tell known from unknown names; for tests that run alone.</summary>
internal sealed class CostMeter(UserExistenceTests.CountingServer server)
{
    /// <summary>What works in the background touches others.</summary>
    private static readonly string[] Tables =
    [
        "user_identifiers", "\"users\"", "passkeys", "devices", "lockouts", "attempt_counters", "sign_in_attempts", "auth_events",
        "INSERT INTO \"outbox\"", "one_time_codes", "recovery_codes", "authenticator_apps",
    ];

    public async Task<Cost<T>> OfAsync<T>(Func<Task<T>> act)
    {
        using var powers = new SrpPowers();
        var (hashes, calls) = (server.Hashes, server.Functions.Calls.Count);
        using var commands = new DatabaseCommands();
        var answer = await act();
        var counted = commands.Texts.Where(text => Tables.Any(table => text.Contains(table, StringComparison.Ordinal)));
        return new(answer, [.. counted], server.Hashes - hashes, powers.Count, server.Functions.Calls.Count - calls);
    }

    /// <summary>Does it for a user and for a name that nobody has, and expects the same work.</summary>
    public async Task<(Cost<T> Known, Cost<T> Unknown)> CompareAsync<T>(string user, string nobody, Func<string, Task<T>> act)
    {
        var (known, unknown) = (await OfAsync(() => act(user)), await OfAsync(() => act(nobody)));

        known.Commands.ShouldNotBeEmpty();
        unknown.Commands.ShouldBe(known.Commands);
        unknown.Hashes.ShouldBe(known.Hashes);
        unknown.Powers.ShouldBe(known.Powers);
        unknown.Calls.ShouldBe(known.Calls);
        return (known, unknown);
    }
}

/// <summary>What a call cost.</summary>
/// <param name="Answer">What came of it.</param>
/// <param name="Commands">The database's, without their values.</param>
/// <param name="Hashes">Of passwords.</param>
/// <param name="Powers">Of SRP.</param>
/// <param name="Calls">To the pool's functions.</param>
internal sealed record Cost<T>(T Answer, IReadOnlyList<string> Commands, int Hashes, int Powers, int Calls);
