using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Tokens.Keys;

namespace HostedAuth.Core.Tests.Tokens.Jose;

public sealed class JwsReaderTests
{
    private static readonly (byte[] PrivateKey, byte[] PublicKey) Material = RsaSignatures.Generate();
    private static readonly SigningKeyPair Key = Pair(Material, "k1");

    [Fact]
    public void A_written_token_is_read()
    {
        var claims = JwsReader.Read(Token(), [Key]);

        claims!.Value.GetText("sub").ShouldBe("ann");
    }

    [Fact]
    public void A_written_token_is_valid_by_the_specification()
    {
        var parts = Token().Split('.');
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Material.PublicKey, out _);

        var isValid = rsa.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
            Base64Url.DecodeFromChars(parts[2]),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);

        isValid.ShouldBeTrue();
        Text(parts[0]).ShouldBe("""{"kid":"k1","alg":"RS256"}""");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    public void A_token_without_signature_is_refused(string none)
    {
        var payload = Token().Split('.')[1];
        var header = Encode($$"""{"kid":"k1","alg":"{{none}}"}""");

        JwsReader.Read($"{header}.{payload}.", [Key]).ShouldBeNull();
        JwsReader.Read($"{header}.{payload}.AAAA", [Key]).ShouldBeNull();
    }

    [Fact]
    public void The_public_key_as_HMAC_secret_is_refused()
    {
        var signed = $"{Encode("""{"kid":"k1","alg":"HS256"}""")}.{Token().Split('.')[1]}";
        var pem = Encoding.ASCII.GetBytes(PemEncoding.WriteString("PUBLIC KEY", Material.PublicKey));

        foreach (var secret in new[] { pem, Material.PublicKey })
        {
            var mac = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed));

            JwsReader.Read($"{signed}.{Base64Url.EncodeToString(mac)}", [Key]).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("""{"kid":"k1","alg":"RS256","jwk":{}}""")]
    [InlineData("""{"kid":"k1","alg":"RS256","jku":"https://evil.example/keys"}""")]
    [InlineData("""{"kid":"k1","alg":"RS256","x5u":"https://evil.example/cert"}""")]
    [InlineData("""{"kid":"k1","alg":"RS256","x5c":["AAAA"]}""")]
    [InlineData("""{"kid":"k1","alg":"RS256","crit":["exp"]}""")]
    [InlineData("""{"kid":"k1","alg":"RS256","b64":false}""")]
    [InlineData("""{"kid":"k1","alg":"RS256","zip":"DEF"}""")]
    [InlineData("""{"kid":"k1","kid":"k1","alg":"RS256"}""")]
    [InlineData("""{"kid":"k2","alg":"RS256"}""")]
    [InlineData("""{"kid":"k1","alg":"RS512"}""")]
    [InlineData("""{"kid":"k1","alg":"PS256"}""")]
    [InlineData("""{"kid":["k1"],"alg":"RS256"}""")]
    [InlineData("""{"kid":"\ud800","alg":"RS256"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("")]
    public void A_header_that_is_not_ours_is_refused_although_the_key_signed_it(string header)
    {
        var token = Sign(header, """{"sub":"ann"}""", Material.PrivateKey);

        JwsReader.Read(token, [Key]).ShouldBeNull();
    }

    [Fact]
    public void Another_key_under_the_same_id_is_refused()
    {
        var token = Sign("""{"kid":"k1","alg":"RS256"}""", """{"sub":"ann"}""", RsaSignatures.Generate().PrivateKey);

        JwsReader.Read(token, [Key]).ShouldBeNull();
    }

    [Fact]
    public void A_zero_signature_is_refused()
    {
        var parts = Token().Split('.');

        foreach (var signature in new[] { new byte[256], [.. new byte[255], 1], new byte[1], new byte[255], new byte[257] })
        {
            JwsReader.Read($"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(signature)}", [Key]).ShouldBeNull();
        }
    }

    [Fact]
    public void A_changed_payload_is_refused()
    {
        var parts = Token().Split('.');

        JwsReader.Read($"{parts[0]}.{Encode("""{"sub":"eve"}""")}.{parts[2]}", [Key]).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d")]
    [InlineData("a.b.c.d.e")]
    [InlineData("eyJ.é.AAAA")]
    [InlineData("\0\0\0.\0\0\0.\0\0\0")]
    public void Garbage_is_refused(string garbage)
    {
        JwsReader.Read(garbage, [Key]).ShouldBeNull();
        JwsReader.ReadUnverified(garbage).ShouldBeNull();
        JwsReader.IsJwt(garbage).ShouldBeFalse();
    }

    [Theory]
    [InlineData("=")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData(".")]
    [InlineData("A")]
    public void Nothing_may_follow_the_signature(string tail)
    {
        JwsReader.Read(Token() + tail, [Key]).ShouldBeNull();
    }

    [Fact]
    public void A_token_of_megabytes_is_refused()
    {
        var token = Sign("""{"kid":"k1","alg":"RS256"}""", $$"""{"sub":"{{new string('a', 3_000_000)}}"}""", Material.PrivateKey);

        JwsReader.Read(token, [Key]).ShouldBeNull();
    }

    [Fact]
    public void A_deeply_nested_payload_is_refused()
    {
        var nested = $$"""{"a":{{new string('[', 100)}}{{new string(']', 100)}}}""";

        JwsReader.ReadUnverified($"{Encode("{}")}.{Encode(nested)}.AAAA").ShouldBeNull();
    }

    [Fact]
    public void Many_callers_sign_and_verify_with_one_key_at_once()
    {
        var tokens = new string[200];

        Parallel.For(0, tokens.Length, i => tokens[i] = Token());

        tokens.Distinct().Count().ShouldBe(1);
        tokens.AsParallel().All(token => JwsReader.Read(token, [Key]) is not null).ShouldBeTrue();
    }

    private static string Token() =>
        JwsWriter.Write(Key, type: null, "ann", static (json, subject) => json.WriteString("sub", subject));

    private static SigningKeyPair Pair((byte[] PrivateKey, byte[] PublicKey) material, string kid) => new(
        new SigningKey
        {
            PoolId = "us-east-1_AbCdEfGhI",
            Kid = kid,
            Algorithm = SigningAlgorithms.Rs256,
            SealedPrivateKey = [],
            PublicKey = material.PublicKey,
            CreatedAt = default,
        },
        material.PrivateKey);

    private static string Sign(string header, string payload, byte[] privateKey)
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(privateKey, out _);
        var signed = $"{Encode(header)}.{Encode(payload)}";
        var signature = rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Text(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));
}
