namespace HostedAuth.Core.Risk;

/// <summary>How an attempt was judged after its first factor; carried through its further steps.</summary>
/// <param name="Level">Low, Medium or High; null: nothing unusual.</param>
/// <param name="Action">What follows: BLOCK, MFA_IF_CONFIGURED, MFA_REQUIRED or NO_ACTION.</param>
public sealed record AttemptRisk(string? Level, string Action)
{
    public const string Block = "BLOCK";
    public const string MfaRequired = "MFA_REQUIRED";
    public const string MfaIfConfigured = "MFA_IF_CONFIGURED";
    public const string NoAction = "NO_ACTION";

    /// <summary>Nothing unusual, and nothing follows.</summary>
    public static AttemptRisk None { get; } = new(null, NoAction);

    /// <summary>Whether a second factor is owed although nothing else asks for one.</summary>
    public bool DemandsSecondFactor => Action is MfaRequired or MfaIfConfigured;
}
