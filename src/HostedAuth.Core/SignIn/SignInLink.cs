using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// What the link of a mail stands for: the code beside it, and what its reader should know before using either.
/// </summary>
public sealed record SignInLink
{
    /// <summary>The attempt that the code is good for.</summary>
    public required string AttemptId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>The code of the same mail.</summary>
    public required Secret Code { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>With the attempt.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Browser and system that it was asked for from; null where unknown.</summary>
    public string? Device { get; init; }

    /// <summary>The network that it was asked for from (/24 of IPv4, /48 of IPv6); empty where unknown.</summary>
    public string Network { get; init; } = "";
}
