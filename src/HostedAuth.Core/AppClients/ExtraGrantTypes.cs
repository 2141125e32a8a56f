namespace HostedAuth.Core.AppClients;

/// <summary>The grant types that a client has by its metadata; the others follow AllowedOAuthFlows.</summary>
public static class ExtraGrantTypes
{
    /// <summary>RFC 8628, section 3.4.</summary>
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";

    /// <summary>RFC 8693, section 2.1.</summary>
    public const string TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    /// <summary>RFC 7523, section 2.1.</summary>
    public const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    internal static string[] All { get; } = [DeviceCode, TokenExchange, JwtBearer];
}
