namespace HostedAuth.Core.Devices;

/// <summary>A device that a user signed in from, confirmed by ConfirmDevice.</summary>
public sealed class Device
{
    public required string PoolId { get; init; }

    /// <summary>The device key: region, underscore, UUID.</summary>
    public required string Key { get; init; }

    public required string UserId { get; init; }

    /// <summary>Takes the place of the pool's name in the device's SRP (DeviceGroupKey).</summary>
    public required string GroupKey { get; init; }

    public string? Name { get; set; }

    /// <summary>Salt and SRP verifier of the device's password, sealed; null until it is confirmed.</summary>
    public byte[]? SealedVerifier { get; set; }

    /// <summary>HMAC of the secret in a browser's cookie, for a device that is a browser; null for one of the API.</summary>
    public byte[]? SecretMac { get; set; }

    /// <summary>Whether its user, or the pool for them, wants it remembered.</summary>
    public bool IsRemembered { get; set; }

    /// <summary>
    /// Whether a sign-in on it proved a second factor since its user has had one without a break: only then does it stand in
    /// for one. A strict pool doesn't ask for it, as AWS.
    /// </summary>
    public bool HasProvenSecondFactor { get; set; }

    public string? LastIpAddress { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; set; }

    public required DateTimeOffset LastAuthenticatedAt { get; set; }
}
