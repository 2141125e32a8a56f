using System.Collections.Frozen;
using System.Security.Cryptography;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>A signature algorithm of others' tokens (RFC 7518, section 3.1). <c>none</c> isn't one, and never can be.</summary>
public sealed class ForeignAlgorithm
{
    /// <summary>HMAC with SHA-256, where a client's secret is the key.</summary>
    public const string Hs256 = "HS256";

    private static readonly FrozenDictionary<string, ForeignAlgorithm> ByName = new ForeignAlgorithm[]
    {
        new("RS256", HashAlgorithmName.SHA256) { Padding = RSASignaturePadding.Pkcs1 },
        new("RS384", HashAlgorithmName.SHA384) { Padding = RSASignaturePadding.Pkcs1 },
        new("RS512", HashAlgorithmName.SHA512) { Padding = RSASignaturePadding.Pkcs1 },
        new("PS256", HashAlgorithmName.SHA256) { Padding = RSASignaturePadding.Pss },
        new("PS384", HashAlgorithmName.SHA384) { Padding = RSASignaturePadding.Pss },
        new("PS512", HashAlgorithmName.SHA512) { Padding = RSASignaturePadding.Pss },
        new("ES256", HashAlgorithmName.SHA256) { Curve = "P-256" },
        new("ES384", HashAlgorithmName.SHA384) { Curve = "P-384" },
        new("ES512", HashAlgorithmName.SHA512) { Curve = "P-521" },
    }.ToFrozenDictionary(algorithm => algorithm.Name);

    private ForeignAlgorithm(string name, HashAlgorithmName hash) => (Name, Hash) = (name, hash);

    /// <summary>Those with public keys, as discovery lists them.</summary>
    public static IReadOnlyList<string> Asymmetric { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>As it stands in a header.</summary>
    public string Name { get; }

    internal HashAlgorithmName Hash { get; }

    /// <summary>Of RSA; null for others.</summary>
    internal RSASignaturePadding? Padding { get; private init; }

    /// <summary>The one curve of it (RFC 7518, section 3.4); null for RSA.</summary>
    internal string? Curve { get; private init; }

    /// <summary>The algorithm with a public key of this name, exactly; or null.</summary>
    internal static ForeignAlgorithm? Find(string name) => ByName.GetValueOrDefault(name);
}
