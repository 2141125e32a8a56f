using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// SECRET_HASH: how a confidential client proves itself in public operations, by
/// <c>base64(HMAC-SHA256(client secret, username + clientId))</c>.
/// </summary>
public static class SecretHash
{
    /// <summary>
    /// Whether the hash is right under any secret that proves the client; its time doesn't tell which one, or where it
    /// differs.
    /// </summary>
    public static bool Matches(ClientSnapshot client, string username, string given)
    {
        ArgumentNullException.ThrowIfNull(client);
        var message = Encoding.UTF8.GetBytes(username + client.ClientId);
        var actual = Encoding.UTF8.GetBytes(given);
        var matches = false;
        foreach (var secret in client.ProvingSecrets)
        {
            var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Value), message);
            var expected = Encoding.UTF8.GetBytes(Convert.ToBase64String(mac));
            matches |= CryptographicOperations.FixedTimeEquals(expected, actual);
        }

        return matches;
    }

    /// <summary>
    /// Refuses with SecretHashMissing or SecretHashMismatch; a public client needs none, and what it sends is not
    /// looked at.
    /// </summary>
    /// <param name="client">The client that calls.</param>
    /// <param name="username">The name as submitted.</param>
    /// <param name="canonicalName">
    /// The user's real name (<c>cognito:username</c>), where it is known: later answers carry the hash over either.
    /// </param>
    /// <param name="given">What was sent; null or empty for nothing.</param>
    public static void Check(ClientSnapshot client, string username, string? canonicalName, string? given)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (!client.ProvesItselfToApi)
        {
            return;
        }

        if (string.IsNullOrEmpty(given))
        {
            throw AuthError.SecretHashMissing(client.ClientId).AsException();
        }

        var matches = Matches(client, username, given)
            || (canonicalName is not null && Matches(client, canonicalName, given));
        if (!matches)
        {
            throw AuthError.SecretHashMismatch(client.ClientId).AsException();
        }
    }
}
