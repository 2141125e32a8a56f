using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>What no answer of a <c>jwks_uri</c>, however odd, may come to: an outage, a hang, or a client that it doesn't make.</summary>
public sealed class PublishedKeyProperties(ClientKeysOutsideTests.Server server) : IClassFixture<ClientKeysOutsideTests.Server>
{
    private const int Rounds = 250;
    private const int Size = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("ES256")]
    [InlineData("PS256")]
    public async Task No_set_of_keys_however_odd_is_an_outage_or_proves_a_key_that_is_not_in_it(string algorithm)
    {
        using var publisher = new LyingServer();
        var key = new ClientKey(algorithm);
        var app = await PublishedAsync(publisher);
        var elsewhere = $"{publisher.Address}good";
        var documents = Gen.Frequency((1, OddDocument.Json), (4, SetsLike(key)), (1, Gen.Constant(key.Jwks.GetRawText())));
        var statuses = new List<int>();
        foreach (var (index, lie) in OddDocument.Answers(documents, elsewhere).Sample(Rounds, new Rnd(TestSeed.Value), Size).Index())
        {
            publisher.Answers = call => call.Line.Contains("/good", StringComparison.Ordinal) ? new Lie(key.Jwks.GetRawText()) : lie;

            statuses.Add(await AskAsync(app, key, $"{TestSeed.Text}, round {index}: {lie} {lie.Bytes?.Length}"));
        }

        statuses.ShouldContain(200);
        statuses.ShouldContain(401);
        publisher.Calls.ShouldAllBe(call => call.Line.StartsWith("GET /jwks ", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> Crafted() => new()
    {
        { "deep", string.Concat(Enumerable.Repeat("{\"keys\":[", 5_000)) },
        { "deep inside", $$"""{"keys":[{"kty":"EC","x":{{new string('[', 5_000)}}{{new string(']', 5_000)}}}]}""" },
        { "twice", """{"keys":[],"keys":[GOOD]}""" },
        { "member twice", """{"keys":[{"kty":"RSA",MEMBERS}]}""" },
        { "many", $$"""{"keys":[{{string.Join(',', Enumerable.Repeat("GOOD", 33))}}]}""" },
        { "large", $$"""{"keys":[GOOD],"pad":"{{new string('a', 140_000)}}"}""" },
        { "many numbers", $$"""{"keys":[{{string.Join(',', Enumerable.Repeat("1e999", 15_000))}}]}""" },
        { "no array", """{"keys":{"0":GOOD}}""" },
        { "no object", """[GOOD]""" },
        { "with its secret", """{"keys":[{"d":"AQAB",MEMBERS}]}""" },
        { "to encrypt", """{"keys":[{"use":"enc",KEY}]}""" },
    };

    [Theory]
    [MemberData(nameof(Crafted))]
    public async Task A_crafted_set_proves_nobody(string kind, string document)
    {
        using var publisher = new LyingServer();
        var key = new ClientKey();
        var app = await PublishedAsync(publisher);
        var good = key.Jwks.GetProperty("keys")[0].GetRawText();
        var bare = JsonSerializer.Serialize(key.Jwk.Where(pair => pair.Key != "use").ToDictionary())[1..^1];
        publisher.Answers = _ => new Lie(document
            .Replace("GOOD", good, StringComparison.Ordinal)
            .Replace("MEMBERS", good[1..^1], StringComparison.Ordinal)
            .Replace("KEY", bare, StringComparison.Ordinal));

        (await AskAsync(app, key, kind)).ShouldBe(401, kind);
    }

    /// <summary>Bits of the modulus, and the bytes of the exponent: too small to be safe, too large to be paid for.</summary>
    [Theory]
    [InlineData(512, 3)]
    [InlineData(1024, 3)]
    [InlineData(2040, 3)]
    [InlineData(2048, 0)]
    [InlineData(2048, 256)]
    [InlineData(8200, 3)]
    [InlineData(16_384, 3)]
    [InlineData(65_536, 3)]
    [InlineData(65_536, 8_192)]
    public async Task An_RSA_key_out_of_bounds_verifies_nothing_and_costs_nothing(int bits, int exponentBytes)
    {
        using var publisher = new LyingServer();
        var app = await PublishedAsync(publisher);
        var (modulus, sign) = Make(bits, exponentBytes);
        var exponent = exponentBytes is 3 ? [1, 0, 1] : Odd(exponentBytes);
        publisher.Answers = _ => new Lie(JsonSerializer.Serialize(new
        {
            keys = new[] { new { kty = "RSA", n = Base64Url.EncodeToString(modulus), e = Base64Url.EncodeToString(exponent) } },
        }));
        var assertion = ClientKey.Write(app.AssertionClaims(server.Clock.GetUtcNow()), [("alg", "RS256")], sign);

        var clock = Stopwatch.StartNew();
        var answer = await AskAsync(app, assertion);

        answer.ShouldRefuse(401, "invalid_client");
        clock.Elapsed.ShouldBeLessThan(Patience);
    }

    /// <summary>A key that really signs where one is made in no time, else numbers that look like one.</summary>
    private static (byte[] Modulus, Func<byte[], byte[]> Sign) Make(int bits, int exponentBytes)
    {
        if (bits > 2048 || exponentBytes != 3)
        {
            return (Odd(bits / 8), data => Odd(Math.Min(data.Length, bits / 8)));
        }

        var rsa = RSA.Create(bits);
        return (
            rsa.ExportParameters(includePrivateParameters: false).Modulus!,
            data => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static byte[] Odd(int count)
    {
        byte[] number = [.. Enumerable.Range(0, count).Select(place => (byte)((place * 31) + 7))];
        if (count > 0)
        {
            number[0] |= 0x80;
            number[^1] |= 1;
        }

        return number;
    }

    /// <summary>The key's set with members changed, added and doubled, and other keys before it.</summary>
    private static Gen<string> SetsLike(ClientKey key)
    {
        var members = key.Jwk.ToDictionary(pair => pair.Key, pair => JsonSerializer.Serialize(pair.Value));
        var change = from name in Gen.Elements(members.Keys.Append("alg").Append("key_ops").Append("x5c").ToArray())
                     from value in Gen.Frequency((3, OddDocument.Json), (1, Gen.Elements(members.Values.ToArray())))
                     select (Name: name, Value: value);
        return from changes in change.ListOf(2)
               from before in OddDocument.Json.ListOf(2)
               from isDoubled in Gen.Elements(false, false, true)
               select Write(members, [.. changes], before, isDoubled);
    }

    private static string Write(
        Dictionary<string, string> members,
        (string Name, string Value)[] changes,
        IEnumerable<string> before,
        bool isDoubled)
    {
        var changed = new Dictionary<string, string>(members);
        foreach (var (name, value) in changes)
        {
            changed[name] = value;
        }

        var written = string.Join(',', changed.Concat(isDoubled ? members.Take(1) : []).Select(pair => $"\"{pair.Key}\":{pair.Value}"));
        return $$"""{"keys":[{{string.Join(',', before.Append($"{{{written}}}"))}}]}""";
    }

    /// <summary>Long enough after the last time for the keys to be fetched anew.</summary>
    private async Task<int> AskAsync(TestApp app, ClientKey key, string label)
    {
        server.Clock.Advance(TimeSpan.FromMinutes(61));
        var answer = await AskAsync(app, key.Sign(app.AssertionClaims(server.Clock.GetUtcNow())));
        answer.Status.ShouldBeOneOf([200, 401], $"{label}\n{answer.Body}");
        if (answer.Status == 401)
        {
            answer.Error.ShouldBe("invalid_client", label);
        }

        return answer.Status;
    }

    private static Task<Answer> AskAsync(TestApp app, string assertion) => app.TokenAsync(
            [("grant_type", "client_credentials"), ClientAssertionTests.Type, ("client_assertion", assertion)])
        .WaitAsync(Patience);

    private async Task<TestApp> PublishedAsync(LyingServer publisher)
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new()
        {
            TokenEndpointAuthMethod = "private_key_jwt",
            JwksUri = $"{publisher.Address}jwks",
        });
        return app;
    }
}
