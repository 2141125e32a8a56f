namespace HostedAuth.Oidc.Authorize;

/// <summary>How an authorization request reached the server.</summary>
public sealed record RequestOrigin
{
    /// <summary>In the query or form of the browser, as it stands.</summary>
    public static RequestOrigin Plain { get; } = new();

    /// <summary>The client pushed it itself (RFC 9126).</summary>
    public bool IsPushed { get; init; }

    /// <summary>The client signed it (RFC 9101).</summary>
    public bool IsSigned { get; init; }

    /// <summary>Under which it waits at the server; null when it doesn't.</summary>
    public string? Reference { get; init; }

    /// <summary>The key that the client proved when it pushed (RFC 9449, section 10.1); null for none.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>The short request that stands for it in the pages' addresses; null when it stands for itself.</summary>
    internal OAuthParameters? Carried { get; init; }
}
