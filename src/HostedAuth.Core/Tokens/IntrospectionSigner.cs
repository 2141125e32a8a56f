using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.Tokens;

/// <summary>Signs what introspection tells, so that who is told can prove it (RFC 9701).</summary>
public sealed class IntrospectionSigner(PoolScope scope, Issuer issuer, ServerJwts jwts, TimeProvider time)
{
    /// <summary>The <c>typ</c> of such a JWT: it can't pass for an access token (RFC 9701, section 8.1).</summary>
    public const string Type = "token-introspection+jwt";

    /// <summary>
    /// The answer as a JWT for the caller (RFC 9701, section 5). It has neither <c>sub</c> nor <c>exp</c> of its own, so that
    /// nobody takes it for the token that it is about.
    /// </summary>
    /// <param name="caller">Whom it is told: its audience.</param>
    /// <param name="writeMembers">Writes the members of the answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<string> SignAsync(
        ClientSnapshot caller,
        Action<Utf8JsonWriter> writeMembers,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(writeMembers);
        var algorithm = caller.AlgorithmOr(caller.Metadata.IntrospectionSignedResponseAlg, time.GetUtcNow());
        return jwts.SignAsync(
            Type,
            algorithm,
            json =>
            {
                json.WriteString("iss", issuer.Of(scope.Pool));
                json.WriteString("aud", caller.ClientId);
                json.WriteNumber("iat", time.GetUtcNow().ToUnixTimeSeconds());
                json.WriteStartObject("token_introspection");
                writeMembers(json);
                json.WriteEndObject();
            },
            cancellationToken);
    }
}
