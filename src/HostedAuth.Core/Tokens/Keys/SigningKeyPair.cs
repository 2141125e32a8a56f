using System.Text.Json;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>A signing key, opened. Lives as long as the snapshot that holds it.</summary>
/// <param name="key">Its row.</param>
/// <param name="privateKey">PKCS#8.</param>
public sealed class SigningKeyPair(SigningKey key, byte[] privateKey)
{
    private readonly Rs256 _algorithm = key.Algorithm == Rs256.Name
        ? new Rs256(key.PublicKey, privateKey)
        : throw new NotSupportedException($"Signing key {key.Kid} is for {key.Algorithm}, which this version can't use.");

    public string Kid => key.Kid;

    /// <summary>The JWS algorithm; always the key's, never the token's.</summary>
    public string Algorithm => key.Algorithm;

    public SigningKeyState State => key.State;

    public DateTimeOffset? ActivatedAt => key.ActivatedAt;

    /// <summary>The JOSE header of every token it signs, in base64url.</summary>
    internal byte[] EncodedHeader { get; } = JwsWriter.EncodeHeader(key.Kid, key.Algorithm);

    /// <summary>The length of its signatures, in bytes.</summary>
    internal int SignatureSize => _algorithm.SignatureSize;

    internal int Sign(ReadOnlySpan<byte> data, Span<byte> signature) => _algorithm.Sign(data, signature);

    internal bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => _algorithm.Verify(data, signature);

    internal void WriteJwkMembers(Utf8JsonWriter json) => _algorithm.WriteJwkMembers(json);
}
