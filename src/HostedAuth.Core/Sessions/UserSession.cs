namespace HostedAuth.Core.Sessions;

/// <summary>A living session of a user: a browser's (SSO), or what one sign-in granted one client (TOKEN).</summary>
/// <param name="Id">As the API shows it.</param>
/// <param name="OriginId">The browser's session behind a token session; null for none.</param>
/// <param name="ClientId">Of a token session.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="LastActiveAt">When a refresh token of it was last replaced; else when it began.</param>
/// <param name="UserAgent">Where it began.</param>
/// <param name="IpAddress">Where it began.</param>
public sealed record UserSession(
    string Id,
    string? OriginId,
    string? ClientId,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastActiveAt,
    string? UserAgent,
    string? IpAddress)
{
    /// <summary>SessionTypeType.</summary>
    public string Type => Id.StartsWith(UserSessionIds.SsoPrefix, StringComparison.Ordinal) ? "SSO" : "TOKEN";

    /// <summary>The newest first; those of one moment by id. Sorts by bytes.</summary>
    internal string Order => $"{long.MaxValue - CreatedAt.UtcTicks:D19}/{Id}";

    internal static UserSession Of(SsoSession session) => new(
        session.Id, OriginId: null, ClientId: null, session.CreatedAt, session.CreatedAt, session.UserAgent, session.IpAddress);

    /// <param name="session">The token session.</param>
    /// <param name="origin">The browser's session behind it, if there is one.</param>
    internal static UserSession Of(TokenSession session, SsoSession? origin) => new(
        UserSessionIds.OfToken(session.Id),
        session.SsoSessionId,
        session.ClientId,
        session.CreatedAt,
        session.RefreshGenerationBeganAt ?? session.CreatedAt,
        session.UserAgent ?? origin?.UserAgent,
        session.IpAddress ?? origin?.IpAddress);
}
