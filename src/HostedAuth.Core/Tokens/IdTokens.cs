using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.Tokens;

/// <summary>ID tokens as presented: hints of who was signed in (RP-Initiated Logout, section 2).</summary>
public sealed class IdTokens(PoolScope scope, Issuer issuer)
{
    /// <summary>
    /// What an ID token of this pool says, expired or not, also when its key is published no more
    /// (<see cref="Keys.KeyRotation.ArchivePeriod"/>): apps keep them as long as their own sessions. Null for anything else.
    /// </summary>
    public IdTokenHint? ReadHint(string idToken)
    {
        ArgumentNullException.ThrowIfNull(idToken);
        // One that has a type is no ID token, whatever it says.
        var keys = scope.Pool.Keys;
        return (JwsReader.Read(idToken, keys.SigningKeys) ?? JwsReader.Read(idToken, keys.Archived)) is { } claims
            && claims.GetText("iss") == issuer.Of(scope.Pool)
            && claims.GetText("token_use") == IdTokenClaims.TokenUse
            && claims.GetText("sub") is { } subject
            && claims.GetText("aud") is { } clientId
                ? new IdTokenHint(scope.Pool.FindClient(clientId)?.UserIdOf(subject) ?? subject, clientId)
                : null;
    }
}

/// <summary>What an ID token said.</summary>
/// <param name="UserId">Who the sub is.</param>
/// <param name="ClientId">The client it was issued to (<c>aud</c>).</param>
public sealed record IdTokenHint(string UserId, string ClientId);
