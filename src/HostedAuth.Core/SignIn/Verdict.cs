using HostedAuth.Core.Errors;

namespace HostedAuth.Core.SignIn;

/// <summary>What <see cref="NextStep"/> decides.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>A further answer is owed.</summary>
    /// <param name="Challenge">Which (ChallengeNameType).</param>
    public sealed record Ask(string Challenge) : Verdict;

    public sealed record Refuse(AuthError Error) : Verdict;

    /// <summary>Nothing is owed any more.</summary>
    public sealed record Complete : Verdict;
}
