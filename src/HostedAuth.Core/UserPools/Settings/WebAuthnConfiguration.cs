namespace HostedAuth.Core.UserPools.Settings;

/// <summary>How the pool uses passkeys. (<c>WebAuthnConfigurationType</c> of the API.)</summary>
public sealed record WebAuthnConfiguration
{
    /// <summary>SINGLE_FACTOR or MULTI_FACTOR_WITH_USER_VERIFICATION.</summary>
    public string? FactorConfiguration { get; init; }

    /// <summary>A host name; absent: the pool's domain.</summary>
    public string? RelyingPartyId { get; init; }

    /// <summary>required or preferred.</summary>
    public string? UserVerification { get; init; }
}
