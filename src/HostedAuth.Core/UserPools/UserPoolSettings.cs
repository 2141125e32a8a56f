using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.UserPools;

/// <summary>
/// The settings of a user pool as the API carries them (CreateUserPool, UpdateUserPool); a document in the row of the
/// pool. An absent member means the default of the API.
/// </summary>
public record UserPoolSettings
{
    public AccountRecoverySetting? AccountRecoverySetting { get; init; }

    public IReadOnlyDictionary<string, AcrLevelConfig>? AcrConfiguration { get; init; }

    public AdminCreateUserConfig? AdminCreateUserConfig { get; init; }

    public IReadOnlyList<string>? AliasAttributes { get; init; }

    public IReadOnlyList<string>? AutoVerifiedAttributes { get; init; }

    public DcrConfiguration? DcrConfiguration { get; init; }

    public string? DeletionProtection { get; init; }

    public DeviceConfiguration? DeviceConfiguration { get; init; }

    public EmailConfiguration? EmailConfiguration { get; init; }

    public string? EmailVerificationMessage { get; init; }

    public string? EmailVerificationSubject { get; init; }

    public IssuerConfiguration? IssuerConfiguration { get; init; }

    public KeyConfiguration? KeyConfiguration { get; init; }

    public LambdaConfig? LambdaConfig { get; init; }

    public string? MfaConfiguration { get; init; }

    public UserPoolPolicy? Policies { get; init; }

    public string? SmsAuthenticationMessage { get; init; }

    public SmsConfiguration? SmsConfiguration { get; init; }

    public string? SmsVerificationMessage { get; init; }

    public UserAttributeUpdateSettings? UserAttributeUpdateSettings { get; init; }

    public UserPoolAddOns? UserPoolAddOns { get; init; }

    public string? UserPoolTier { get; init; }

    public IReadOnlyList<string>? UsernameAttributes { get; init; }

    public UsernameConfiguration? UsernameConfiguration { get; init; }

    public VerificationMessageTemplate? VerificationMessageTemplate { get; init; }

    /// <summary>Whether people may begin with something else than a password.</summary>
    public bool LetsBeginWithoutPassword() =>
        Policies?.SignInPolicy?.AllowedFirstAuthFactors?.Any(factor => factor is not SignInPolicy.Password) == true;
}
