using System.Text.Json;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tokens;

/// <summary>Reads the tokens that a client brings to an exchange (RFC 8693, section 2.1): access tokens of the pool, living.</summary>
internal sealed class PresentedTokens(PoolScope scope, AccessTokens accessTokens, SenderProof sender, TimeProvider time)
{
    /// <summary>
    /// What the token says; null where it is not good, was issued to none of the clients, or is bound to what the request doesn't
    /// prove (RFC 9449; RFC 8705). A user's comes with the user, who
    /// gets tokens now, and its living session; a client's own has neither.
    /// </summary>
    public async Task<PresentedToken?> FindAsync(
        Secret token,
        IReadOnlyList<string> clients,
        CancellationToken cancellationToken)
    {
        if (accessTokens.Read(token.Value) is not { } claims
            || claims.GetText("sub") is not { } subject
            || claims.GetText("client_id") is not { } clientId
            || claims.GetTime("exp") is not { } expiresAt
            || expiresAt <= time.GetUtcNow()
            || !clients.Contains(clientId)
            // Who has such a token but not its key may have stolen it, and would get one of its own for it.
            || !sender.Meets(Confirmation.Of(claims))
            || scope.Pool.FindClient(clientId) is null)
        {
            return null;
        }

        var scopes = claims.GetText("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var found = new PresentedToken(claims, subject, scopes, expiresAt);
        if (claims.GetText("event_id") is null)
        {
            return subject == clientId ? found : null;
        }

        return await accessTokens.FindOwnerAsync(claims, cancellationToken) is { LivingSession: { } session, User: var user }
            && TokenGate.RefusalOf(user) is null
                ? found with { User = user, Session = session }
                : null;
    }
}

/// <summary>A token that is good.</summary>
internal sealed record PresentedToken(
    JsonElement Claims,
    string Subject,
    IReadOnlyList<string> Scopes,
    DateTimeOffset ExpiresAt)
{
    public User? User { get; init; }

    public TokenSession? Session { get; init; }
}
