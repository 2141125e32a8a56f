namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// The text message that brings a second factor's code, and how it is sent. (<c>SmsMfaConfigType</c> of the API.)
/// </summary>
public sealed record SmsMfaConfig
{
    public string? SmsAuthenticationMessage { get; init; }

    public SmsConfiguration? SmsConfiguration { get; init; }
}
