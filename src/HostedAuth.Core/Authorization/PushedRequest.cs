namespace HostedAuth.Core.Authorization;

/// <summary>An authorization request that its client pushed ahead (RFC 9126): short-lived, for one authorization.</summary>
public sealed class PushedRequest
{
    public required string PoolId { get; init; }

    /// <summary>SHA-256 of the reference in <c>request_uri</c> (256 random bits).</summary>
    public required byte[] Hash { get; init; }

    public required string ClientId { get; init; }

    /// <summary>The parameters as a form, sealed: <c>login_hint</c> and <c>claims</c> may name people.</summary>
    public required byte[] SealedParameters { get; init; }

    /// <summary>The key of the DPoP proof that came along (RFC 9449, section 10.1).</summary>
    public string? KeyThumbprint { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Set by the one statement that answers it with a code.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }
}
