using System.Text.Json;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Tokens.Keys;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// Signs what the server says beside tokens: answers of userInfo and introspection, authorization responses, logout
/// tokens. Each kind has a type of its own, so that none passes for another or for a token (RFC 8725, section 3.11).
/// </summary>
public sealed class ServerJwts(TokenKeys keys)
{
    /// <param name="type">The <c>typ</c> of the kind: a constant, never text from outside.</param>
    /// <param name="algorithm">As <see cref="AppClients.ClientSnapshot"/> works it out.</param>
    /// <param name="writeClaims">Writes the members of the claims object.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A JWS in its compact form.</returns>
    public async ValueTask<string> SignAsync(
        string type,
        string algorithm,
        Action<Utf8JsonWriter> writeClaims,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(writeClaims);
        var key = await keys.CurrentAsync(SigningAlgorithms.Choose(algorithm), cancellationToken);
        return JwsWriter.Write(key, type, writeClaims, static (json, write) => write(json));
    }
}
