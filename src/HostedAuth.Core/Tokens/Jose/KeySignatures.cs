using System.Text.Json;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>Signatures of one key by the one algorithm it is for. Safe for parallel callers.</summary>
internal abstract class KeySignatures
{
    /// <summary>The length of a signature, in bytes.</summary>
    public abstract int Size { get; }

    public abstract int Sign(ReadOnlySpan<byte> data, Span<byte> signature);

    /// <summary>False for whatever is no signature, of another length included.</summary>
    public abstract bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    /// <summary>Writes the members of the public key's JWK (RFC 7518, section 6).</summary>
    public abstract void WriteJwkMembers(Utf8JsonWriter json);
}
