using HostedAuth.Core.Tokens;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>Who calls the operation at hand; filled by the dispatcher, one for each request (scoped).</summary>
public sealed class Caller
{
    /// <summary>The region in the signature's scope; the configured one for unsigned calls.</summary>
    public string Region { get; internal set; } = "";

    /// <summary>The account in ARNs.</summary>
    public const string AccountId = "000000000000";

    /// <summary>Whose access token it is; only in operations that an access token authorises.</summary>
    public AccessTokenIdentity? User { get; internal set; }
}
