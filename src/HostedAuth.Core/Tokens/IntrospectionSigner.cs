using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.Tokens;

/// <summary>Signs what introspection tells, so that who is told can prove it (RFC 9701).</summary>
public sealed class IntrospectionSigner(PoolScope scope, Issuer issuer, TimeProvider time)
{
    /// <summary>The <c>typ</c> of such a JWT: it can't pass for an access token (RFC 9701, section 8.1).</summary>
    public const string Type = "token-introspection+jwt";

    /// <summary>
    /// The answer as a JWT for the caller (RFC 9701, section 5). It has neither <c>sub</c> nor <c>exp</c> of its own, so that
    /// nobody takes it for the token that it is about.
    /// </summary>
    /// <param name="caller">Whom it is told: its audience.</param>
    /// <param name="writeMembers">Writes the members of the answer.</param>
    public string Sign(ClientSnapshot caller, Action<Utf8JsonWriter> writeMembers)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var state = (Issuer: issuer.Of(scope.Pool.Id), caller.ClientId, Now: time.GetUtcNow(), Members: writeMembers);
        return JwsWriter.Write(scope.Pool.Keys.Current, Type, state, static (json, answer) =>
        {
            json.WriteString("iss", answer.Issuer);
            json.WriteString("aud", answer.ClientId);
            json.WriteNumber("iat", answer.Now.ToUnixTimeSeconds());
            json.WriteStartObject("token_introspection");
            answer.Members(json);
            json.WriteEndObject();
        });
    }
}
