using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.Tests.Tokens.Jose;

/// <summary>RFC 7515, RFC 7517 and RFC 8725, sections 2 and 3: tokens of others.</summary>
public sealed class ForeignJwsTests
{
    private static readonly RSA Rsa = RSA.Create(2048);
    private static readonly string[] All = [.. ForeignAlgorithm.Asymmetric];

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    public void An_RSA_signature_is_verified(string algorithm)
    {
        var token = Parse(Sign(algorithm, data => Rsa.SignData(
            data,
            new HashAlgorithmName($"SHA{algorithm[2..]}"),
            algorithm[0] == 'R' ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss)));

        token.IsSignedBy(Key(JwkOf(Rsa)), All).ShouldBeTrue();
        token.IsSignedBy(Key(JwkOf(Rsa)), [.. All.Where(one => one != algorithm)]).ShouldBeFalse();
        token.IsSignedBy(Key(JwkOf(RSA.Create(2048))), All).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ES256", "P-256", "nistP256")]
    [InlineData("ES384", "P-384", "nistP384")]
    [InlineData("ES512", "P-521", "nistP521")]
    public void An_elliptic_signature_is_verified_on_the_curve_of_its_algorithm_alone(string algorithm, string name, string curve)
    {
        using var ecdsa = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        var hash = new HashAlgorithmName($"SHA{algorithm[2..]}");

        var token = Parse(Sign(algorithm, data => ecdsa.SignData(data, hash)));

        token.IsSignedBy(Key(JwkOf(ecdsa, name)), All).ShouldBeTrue();
        foreach (var other in All.Where(one => one != algorithm))
        {
            Parse(Sign(other, data => ecdsa.SignData(data, hash))).IsSignedBy(Key(JwkOf(ecdsa, name)), All).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_signature_of_zeros_is_refused()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var good = ecdsa.SignData(new byte[1], HashAlgorithmName.SHA256);

        foreach (var signature in new[] { new byte[64], [.. new byte[32], .. good[32..]], [.. good[..32], .. new byte[32]] })
        {
            Parse(Sign("ES256", _ => signature)).IsSignedBy(Key(JwkOf(ecdsa, "P-256")), All).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("rs256")]
    [InlineData("EdDSA")]
    public void An_algorithm_outside_the_list_verifies_nothing_even_where_somebody_allows_it(string algorithm)
    {
        var publicKey = Rsa.ExportSubjectPublicKeyInfo();

        var token = Parse(Sign(algorithm, data => HMACSHA256.HashData(publicKey, data)));

        token.IsSignedBy(Key(JwkOf(Rsa)), [.. All, algorithm]).ShouldBeFalse();
        ForeignJws.Parse(Sign(algorithm, _ => [])).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"alg":"RS256","crit":["exp"]}""")]
    [InlineData("""{"alg":"RS256","alg":"none"}""")]
    [InlineData("[]")]
    [InlineData("not json")]
    public void A_header_that_can_not_be_understood_makes_it_unreadable(string header)
    {
        ForeignJws.Parse($"{Encode(header)}.{Encode("{}")}.AAAA").ShouldBeNull();
    }

    [Fact]
    public void Only_a_key_of_the_name_given_is_asked()
    {
        var (named, other) = (JwkOf(Rsa), JwkOf(RSA.Create(2048)));
        named["kid"] = "one";
        other["kid"] = "two";

        var token = Parse(Sign("RS256", SignRs256, "one"));

        token.IsSignedBy(Set(other, named), All).ShouldBeTrue();
        token.IsSignedBy(Set(JwkOf(Rsa)), All).ShouldBeFalse();
        Parse(Sign("RS256", SignRs256)).IsSignedBy(Set(other, named), All).ShouldBeTrue();
    }

    [Theory]
    [InlineData(4, null, true)]
    [InlineData(5, null, false)]
    [InlineData(5, "same", false)]
    [InlineData(5, "k5", true)]
    public void A_signature_is_compared_to_four_keys_at_most(int count, string? name, bool isGood)
    {
        var others = Enumerable.Range(1, count - 1).Select(number => Named(JwkOf(RSA.Create(2048)), number));
        var set = Set([.. others, Named(JwkOf(Rsa), count)]);

        Parse(Sign("RS256", SignRs256, name)).IsSignedBy(set, All).ShouldBe(isGood);

        Dictionary<string, object> Named(Dictionary<string, object> jwk, int number) => new(jwk) { ["kid"] = name == "same" ? name : $"k{number}" };
    }

    [Fact]
    public void Keys_of_another_kind_do_not_count()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var set = Set([.. Enumerable.Repeat(JwkOf(ecdsa, "P-256"), 8), JwkOf(Rsa)]);

        Parse(Sign("RS256", SignRs256)).IsSignedBy(set, All, mostComparisons: 1).ShouldBeTrue();
    }

    [Fact]
    public void A_key_of_another_use_or_algorithm_a_private_one_and_a_small_one_are_left_out()
    {
        Dictionary<string, object> With(string name, object value) => new(JwkOf(Rsa)) { [name] = value };

        Set(With("use", "enc"), With("key_ops", new[] { "encrypt" }), With("d", "AQAB"), With("kty", "oct")).Keys.ShouldBeEmpty();
        Set(JwkOf(RSA.Create(1024)), With("e", "AQ"), With("e", "AAAA"), With("n", ""), With("n", "é")).Keys.ShouldBeEmpty();
        Set(With("alg", "PS256")).Keys.ShouldHaveSingleItem();
        Parse(Sign("RS256", SignRs256)).IsSignedBy(Set(With("alg", "PS256")), All).ShouldBeFalse();
    }

    [Fact]
    public void A_point_outside_its_curve_is_no_key()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = JwkOf(ecdsa, "P-256");
        jwk["y"] = jwk["x"];

        JsonWebKey.Parse(JsonSerializer.SerializeToElement(jwk)).ShouldBeNull();
    }

    [Fact]
    public void The_thumbprint_is_the_one_of_RFC_7638_section_3_1()
    {
        const string modulus = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

        var key = Key(new() { ["kty"] = "RSA", ["n"] = modulus, ["e"] = "AQAB", ["alg"] = "RS256", ["kid"] = "2011-04-29" });

        key.Thumbprint.ShouldBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    [Fact]
    public void A_secret_signs_by_HS256_and_by_nothing_else()
    {
        var secret = new Secret("a secret of at least thirty-two bytes");
        byte[] Mac(byte[] data) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Value), data);

        Parse(Sign("HS256", Mac)).IsSignedBy(secret).ShouldBeTrue();
        Parse(Sign("HS256", Mac)).IsSignedBy(new Secret(secret.Value + "!")).ShouldBeFalse();
        Parse(Sign("HS384", Mac)).IsSignedBy(secret).ShouldBeFalse();
        var shortSecret = new Secret("short");
        Parse(Sign("HS256", data => HMACSHA256.HashData("short"u8, data))).IsSignedBy(shortSecret).ShouldBeFalse();
    }

    private static byte[] SignRs256(byte[] data) => Rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string Sign(string algorithm, Func<byte[], byte[]> sign, string? keyId = null)
    {
        var header = keyId is null ? $$"""{"alg":"{{algorithm}}"}""" : $$"""{"alg":"{{algorithm}}","kid":"{{keyId}}"}""";
        var signed = $"{Encode(header)}.{Encode("""{"sub":"ann"}""")}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static ForeignJws Parse(string token) => ForeignJws.Parse(token).ShouldNotBeNull();

    private static JsonWebKey Key(Dictionary<string, object> jwk) =>
        JsonWebKey.Parse(JsonSerializer.SerializeToElement(jwk)).ShouldNotBeNull();

    private static JsonWebKeySet Set(params Dictionary<string, object>[] keys) =>
        JsonWebKeySet.Parse(JsonSerializer.SerializeToUtf8Bytes(new { keys })).ShouldNotBeNull();

    private static Dictionary<string, object> JwkOf(RSA rsa)
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new() { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent) };
    }

    private static Dictionary<string, object> JwkOf(ECDsa ecdsa, string curve)
    {
        var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        return new()
        {
            ["kty"] = "EC",
            ["crv"] = curve,
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        };
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
