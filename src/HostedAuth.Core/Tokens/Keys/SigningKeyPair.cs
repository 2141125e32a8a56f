using System.Collections.Concurrent;
using System.Text.Json;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>A signing key, opened. Lives as long as the snapshot that holds it.</summary>
/// <param name="key">Its row.</param>
/// <param name="privateKey">PKCS#8; empty for a key that only verifies.</param>
public sealed class SigningKeyPair(SigningKey key, byte[] privateKey)
{
    private readonly KeySignatures _signatures = SigningAlgorithms.Open(key.Algorithm, key.PublicKey, privateKey);
    private readonly byte[] _header = JwsWriter.EncodeHeader(key.Kid, key.Algorithm, type: null);
    private readonly ConcurrentDictionary<string, byte[]> _typedHeaders = new(StringComparer.Ordinal);

    public string Kid => key.Kid;

    /// <summary>The JWS algorithm; always the key's, never the token's.</summary>
    public string Algorithm => key.Algorithm;

    public SigningKeyState State => key.State;

    public DateTimeOffset? ActivatedAt => key.ActivatedAt;

    /// <summary>The length of its signatures, in bytes.</summary>
    internal int SignatureSize => _signatures.Size;

    /// <summary>The JOSE header of the tokens it signs, in base64url.</summary>
    /// <param name="type">Of the tokens (<c>typ</c>): one of the few kinds that there are, never text from outside; null for none.</param>
    internal byte[] EncodedHeader(string? type) => type is null
        ? _header
        : _typedHeaders.GetOrAdd(type, static (name, own) => JwsWriter.EncodeHeader(own.Kid, own.Algorithm, name), key);

    internal int Sign(ReadOnlySpan<byte> data, Span<byte> signature) => _signatures.Sign(data, signature);

    internal bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => _signatures.Verify(data, signature);

    internal void WriteJwkMembers(Utf8JsonWriter json) => _signatures.WriteJwkMembers(json);
}
