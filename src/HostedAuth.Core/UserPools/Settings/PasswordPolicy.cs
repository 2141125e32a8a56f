namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// What a new password must hold. MinimumLength 6 to 99; PasswordHistorySize 0 to 24; TemporaryPasswordValidityDays 0
/// to 365, 0 meaning 7. (<c>PasswordPolicyType</c> of the API.)
/// </summary>
public sealed record PasswordPolicy
{
    public int? MinimumLength { get; init; }

    public int? PasswordHistorySize { get; init; }

    public bool? RequireLowercase { get; init; }

    public bool? RequireNumbers { get; init; }

    public bool? RequireSymbols { get; init; }

    public bool? RequireUppercase { get; init; }

    public int? TemporaryPasswordValidityDays { get; init; }
}
