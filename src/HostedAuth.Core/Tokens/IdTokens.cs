namespace HostedAuth.Core.Tokens;

/// <summary>ID tokens as presented: hints of who was signed in (RP-Initiated Logout, section 2).</summary>
public sealed class IdTokens
{
    /// <summary>What an ID token of this pool says, expired or not; null for anything else.</summary>
    public IdTokenHint? ReadHint(string idToken) => throw new NotImplementedException();
}

/// <summary>What an ID token said.</summary>
/// <param name="UserId">The sub.</param>
/// <param name="ClientId">The client it was issued to (<c>aud</c>).</param>
/// <param name="TokenSessionId">Its <c>origin_jti</c>, where it has one.</param>
public sealed record IdTokenHint(string UserId, string ClientId, string? TokenSessionId);
