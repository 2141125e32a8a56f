using System.Buffers.Text;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// The <c>Session</c> of the API and the pages' hidden field: an attempt, sealed for one pool and client. Nobody can read,
/// change or move it; that it is used once is the matter of <see cref="SignInAttempts"/>.
/// </summary>
public sealed class SignInSessions(Sealer sealer, TimeProvider time)
{
    public string Seal(SignInAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return Base64Url.EncodeToString(
            sealer.Seal(SealKind.SignInSession, Owner(attempt.PoolId, attempt.ClientId), PaddedJson.Write(attempt)));
    }

    /// <summary>Refuses with InvalidSession what was not sealed for this client, and with SessionExpired.</summary>
    public SignInAttempt Open(ClientSnapshot client, string session)
    {
        ArgumentNullException.ThrowIfNull(client);
        var owner = Owner(client.Pool.Id, client.ClientId);
        if (!Base64Url.IsValid(session)
            || !sealer.TryOpen(SealKind.SignInSession, owner, Base64Url.DecodeFromChars(session), out var clear))
        {
            throw AuthError.InvalidSession.AsException();
        }

        var attempt = JsonSerializer.Deserialize<SignInAttempt>(clear)!;
        return time.GetUtcNow() < attempt.ExpiresAt ? attempt : throw AuthError.SessionExpired.AsException();
    }

    private static string Owner(string poolId, string clientId) => $"{poolId}/{clientId}";
}
