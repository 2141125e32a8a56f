using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace HostedAuth.Server.Tests.Oidc.Dpop;

/// <summary>A client's key for DPoP (RFC 9449), P-256, and the proofs that it makes, good ones and bent ones.</summary>
internal sealed class ProofKey : IDisposable
{
    /// <summary>Stands for half a surrogate pair, which no writer of JSON writes.</summary>
    public const string HalfACharacter = "HALF-A-CHARACTER";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>RFC 7638.</summary>
    public string Thumbprint => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(
        $$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""")));

    public string X => Base64Url.EncodeToString(_key.ExportParameters(false).Q.X);

    public string Y => Base64Url.EncodeToString(_key.ExportParameters(false).Q.Y);

    public string D => Base64Url.EncodeToString(_key.ExportParameters(true).D);

    public JsonObject Jwk => new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = X, ["y"] = Y };

    /// <summary>A proof for a request.</summary>
    /// <param name="change">Bends header and claims before they are signed.</param>
    public string Prove(
        string method,
        string target,
        DateTimeOffset now,
        string? accessToken = null,
        string? nonce = null,
        Action<JsonObject, JsonObject>? change = null)
    {
        var header = new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = "ES256", ["jwk"] = Jwk };
        var claims = new JsonObject
        {
            ["jti"] = Guid.NewGuid().ToString(),
            ["htm"] = method,
            ["htu"] = target,
            ["iat"] = now.ToUnixTimeSeconds(),
        };
        if (accessToken is not null)
        {
            claims["ath"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
        }

        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        change?.Invoke(header, claims);
        return Sign(header, claims);
    }

    public string Sign(JsonObject header, JsonObject claims)
    {
        var text = $"{Encode(header)}.{Encode(claims)}";
        return $"{text}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    public void Dispose() => _key.Dispose();

    private static string Encode(JsonObject value) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(value.ToJsonString().Replace(HalfACharacter, @"\ud800", StringComparison.Ordinal)));
}
