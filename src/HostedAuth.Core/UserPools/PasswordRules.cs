namespace HostedAuth.Core.UserPools;

/// <summary>What a new password of the pool must hold: the pool's policy with the API's defaults filled in.</summary>
/// <param name="MinimumLength">6 to 99 characters.</param>
/// <param name="HistorySize">How many earlier passwords are refused, 0 to 24.</param>
/// <param name="TemporaryPasswordValidityDays">1 to 365.</param>
public sealed record PasswordRules(
    int MinimumLength,
    bool RequireUppercase,
    bool RequireLowercase,
    bool RequireNumbers,
    bool RequireSymbols,
    int HistorySize,
    int TemporaryPasswordValidityDays)
{
    private const int DefaultMinimumLength = 8;
    private const int DefaultTemporaryDays = 7;

    /// <summary>How long a temporary password opens the door.</summary>
    public TimeSpan TemporaryPasswordLifetime => TimeSpan.FromDays(TemporaryPasswordValidityDays);

    /// <summary>
    /// A pool without a policy asks for all four classes; in a policy that is given, an absent class isn't asked for.
    /// </summary>
    public static PasswordRules Of(UserPoolSettings settings)
    {
        var policy = settings.Policies?.PasswordPolicy;
        var temporaryDays = policy?.TemporaryPasswordValidityDays ?? settings.AdminCreateUserConfig?.UnusedAccountValidityDays;
        return new(
            policy?.MinimumLength ?? DefaultMinimumLength,
            policy is null || policy.RequireUppercase == true,
            policy is null || policy.RequireLowercase == true,
            policy is null || policy.RequireNumbers == true,
            policy is null || policy.RequireSymbols == true,
            policy?.PasswordHistorySize ?? 0,
            temporaryDays is null or 0 ? DefaultTemporaryDays : temporaryDays.Value);
    }
}
