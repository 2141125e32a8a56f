namespace HostedAuth.Core.SignIn;

/// <summary>What must be counted or spent once of a sign-in attempt: made at its first answer.</summary>
public sealed class SignInAttemptState
{
    public required string PoolId { get; init; }

    public required string AttemptId { get; init; }

    public int FailedTries { get; set; }

    public DateTimeOffset? SpentAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
