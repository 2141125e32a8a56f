namespace HostedAuth.Core.Authorization;

/// <summary>A device that waits for somebody to sign in elsewhere (RFC 8628).</summary>
public sealed class DeviceAuthorization
{
    public required string PoolId { get; init; }

    /// <summary>SHA-256 of the device code (256 random bits).</summary>
    public required byte[] DeviceCodeHash { get; init; }

    /// <summary>HMAC of the user code, normalised, under the pool's key for codes.</summary>
    public required byte[] UserCodeHash { get; init; }

    public required string ClientId { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public IReadOnlyList<string> Resources { get; init; } = [];

    public DeviceAuthorizationState State { get; set; }

    /// <summary>Who approved, and by which browser session; null until then.</summary>
    public string? UserId { get; set; }

    public string? SsoSessionId { get; set; }

    public DateTimeOffset? AuthenticatedAt { get; set; }

    public IReadOnlyList<string> Amr { get; set; } = [];

    public bool IsByTriggers { get; set; }

    /// <summary>Where the device is: the address that asked, as far as it is known; shown to who approves.</summary>
    public string? IpAddress { get; init; }

    /// <summary>How many seconds the device must wait between two polls.</summary>
    public required int IntervalSeconds { get; set; }

    public DateTimeOffset? PolledAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>The life of a <see cref="DeviceAuthorization"/>.</summary>
public enum DeviceAuthorizationState
{
    Pending,
    Approved,
    Denied,
    Redeemed,
}
