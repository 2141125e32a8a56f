using System.Buffers.Text;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// The <c>Session</c> of the API and the pages' hidden field: an attempt, sealed for one pool and client. Nobody can read,
/// change or move it; that it is used once is the matter of <see cref="SignInAttempts"/>. It begins with the client it is
/// for, in clear, since some operations name no other.
/// </summary>
public sealed class SignInSessions(Sealer sealer, TimeProvider time)
{
    private const char Separator = '.';
    private const int LongestClientId = 128;

    /// <summary>The session of an attempt, as long for a pretence as for a user.</summary>
    public string Seal(SignInAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var sealedAttempt = sealer.Seal(
            SealKind.SignInSession,
            Owner(attempt.PoolId, attempt.ClientId),
            PaddedJson.Write(attempt));
        return $"{attempt.ClientId}{Separator}{Base64Url.EncodeToString(sealedAttempt)}";
    }

    /// <summary>The client that a session says it is for, unproven; null for what is no session.</summary>
    public static string? ClientIdOf(string session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var length = session.IndexOf(Separator, StringComparison.Ordinal);
        return length is > 0 and <= LongestClientId && session.Take(length).All(char.IsAsciiLetterOrDigit)
            ? session[..length]
            : null;
    }

    /// <summary>Refuses with InvalidSession what was not sealed for this client, and with SessionExpired.</summary>
    public SignInAttempt Open(ClientSnapshot client, string session)
    {
        ArgumentNullException.ThrowIfNull(client);
        var owner = Owner(client.Pool.Id, client.ClientId);
        var sealedAttempt = ClientIdOf(session) == client.ClientId ? session[(client.ClientId.Length + 1)..] : "";
        if (!Base64Url.IsValid(sealedAttempt)
            || !sealer.TryOpen(SealKind.SignInSession, owner, Base64Url.DecodeFromChars(sealedAttempt), out var clear))
        {
            throw AuthError.InvalidSession.AsException();
        }

        var attempt = JsonSerializer.Deserialize<SignInAttempt>(clear)!;
        return time.GetUtcNow() < attempt.ExpiresAt ? attempt : throw AuthError.SessionExpired.AsException();
    }

    private static string Owner(string poolId, string clientId) => $"{poolId}/{clientId}";
}
