using HostedAuth.Core.Errors;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>
/// What a sign-up proved, carried by a session that <see cref="SignUpSessions"/> makes: who has just given the code of an
/// address needn't give another. Never asked for, so the API has no name for it.
/// </summary>
internal sealed class SignedUp : IChallenge
{
    public const string ChallengeName = "SIGN_UP";

    private const string Amr = "amr";

    public string Name => ChallengeName;

    public int Tries => 1;

    /// <summary>What the attempt remembers of the proof; null for a user who still has to confirm.</summary>
    public static IReadOnlyDictionary<string, string> Remember(string? amr) =>
        amr is null ? SignInAttempt.NoMemory : new Dictionary<string, string> { [Amr] = amr };

    public Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken) =>
        throw AuthError.ChallengeUnavailable(Name).AsException();

    public Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken) =>
        Task.FromResult<Outcome>(at.Attempt.Memory.TryGetValue(Amr, out var amr)
            // It counts as the factor it was, so that the same address or password isn't taken for a second one.
            ? new Outcome.Proven(amr) { Factor = AuthenticationLevels.ChallengeOf(amr) }
            : new Outcome.Wrong(AuthError.InvalidSession));
}
