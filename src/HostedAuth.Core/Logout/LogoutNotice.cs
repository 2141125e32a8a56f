namespace HostedAuth.Core.Logout;

/// <summary>What a client is told of a session's end, as it waits in the outbox.</summary>
/// <param name="PoolId">The pool.</param>
/// <param name="ClientId">Who is told.</param>
/// <param name="UserId">The user's id (<c>sub</c>).</param>
/// <param name="SsoSessionId">The browser's session; null where all of the user's end at the client.</param>
internal sealed record LogoutNotice(string PoolId, string ClientId, string UserId, string? SsoSessionId);
