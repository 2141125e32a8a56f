using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Dpop;

/// <summary>
/// What no proof, however odd, may come to: an outage, or a token for another key. The proofs are those of the
/// <see cref="TestSeed"/>.
/// </summary>
public sealed class DpopProofProperties(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const int Rounds = 300;
    private const int Size = 20;

    private static readonly string[] Names =
        ["typ", "alg", "jwk", "kid", "crit", "b64", "jti", "htm", "htu", "iat", "nbf", "exp", "ath", "nonce", "kty", "crv", "x", "y", "n", "e"];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "9999999999999999999", "1.5", "\"\"", "\"dpop+jwt\"", "\"ES256\"", "\"PS256\"", "\"none\"",
        "\"POST\"", "\"P-256\"", "\"RSA\"", "\"EC\"", "\"oct\"", "\"AQAB\"", $"\"{ProofKey.HalfACharacter}\"", "\"\\u0000\"", "[]", "[\"a\"]", "{}",
        "{\"kty\":\"EC\"}", "[[[[[[[[[[]]]]]]]]]]", "\"http://localhost:99999/\"", "\"http://[::1\"", "\"//\"", "\"a:b\"",
    ];

    [Fact]
    public async Task No_proof_however_odd_is_an_outage_or_binds_to_another_key()
    {
        using var app = await ProvingApp.CreateAsync(server, new { RefreshTokenRotation = new { Feature = "DISABLED" } });
        var token = (await app.TokensAsync()).Text("refresh_token")!;

        foreach (var change in Changes().Sample(Rounds, new Rnd(TestSeed.Value), Size))
        {
            var answer = await app.RefreshAsync(token, change.Bend(app.Proof(change: change.Apply)));

            answer.Status.ShouldBeOneOf([200, 400], $"{TestSeed.Text}\n{change}\n{answer.Body}");
            if (answer.Status == 200)
            {
                answer.Claims("access_token").GetProperty("cnf").GetProperty("jkt").GetString().ShouldBe(app.Key.Thumbprint);
            }
            else
            {
                answer.Text("error").ShouldBe("invalid_dpop_proof", change.ToString());
            }
        }
    }

    private static Gen<Change> Changes() =>
        from members in (
            from place in Gen.Elements("header", "jwk", "claims")
            from name in Gen.Elements(Names)
            from value in Gen.Frequency((3, Gen.Elements(Values)), (1, Gen.Constant("")))
            select (place, name, value)).ListOf(3)
        from cut in Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Choose(1, 80)))
        from appended in Gen.Frequency((6, Gen.Constant("")), (1, Gen.Elements("=", "A", ".", "AAAA", ".AAAA", ",")))
        select new Change([.. members], cut, appended);

    private sealed record Change((string Place, string Name, string Value)[] Members, int Cut, string Appended)
    {
        public void Apply(JsonObject header, JsonObject claims)
        {
            foreach (var (place, name, value) in Members)
            {
                var target = place switch
                {
                    "header" => header,
                    "claims" => claims,
                    _ => header["jwk"] as JsonObject ?? header,
                };
                if (value.Length == 0)
                {
                    target.Remove(name);
                }
                else
                {
                    target[name] = JsonNode.Parse(value);
                }
            }
        }

        public string Bend(string proof) => proof[..^Cut] + Appended;

        public override string ToString() => $"{string.Join(' ', Members)} -{Cut} +{Appended}";
    }
}
