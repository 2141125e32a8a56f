using HostedAuth.Core.Risk;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn;

/// <summary>All that decides what a sign-in needs next.</summary>
public sealed record SignInFacts
{
    /// <summary>The user; null for the pretence of one.</summary>
    public required User? User { get; init; }

    public required IReadOnlyList<Proof> Proofs { get; init; }

    /// <summary>
    /// The second factors that the user can be asked for, by their challenges' names (<see cref="Mfa.UserFactors"/>).
    /// </summary>
    public required IReadOnlyList<string> SecondFactors { get; init; }

    /// <summary>The user's own device; null for one that the pool doesn't know.</summary>
    public SignInDevice? Device { get; init; }

    /// <summary>Of the pool: OFF, OPTIONAL or ON; null is OFF.</summary>
    public required string? MfaConfiguration { get; init; }

    /// <summary>The levels demanded, the best first; empty for any.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [];

    /// <summary>How the sign-in was judged.</summary>
    public AttemptRisk Risk { get; init; } = AttemptRisk.None;

    public required PasswordRules PasswordRules { get; init; }

    public required DateTimeOffset Now { get; init; }
}
