using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using HostedAuth.Server.Tests.Oidc.Dpop;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>What is changed about a JWT before it is signed: one member of its header or of its claims.</summary>
/// <param name="InHeader">Else it is a claim.</param>
/// <param name="Name">The member; empty where nothing is changed.</param>
/// <param name="Json">Its value; empty where it is taken out.</param>
internal sealed record JwtBend(bool InHeader, string Name, string Json)
{
    private static readonly string[] HeaderNames = ["typ", "alg", "kid", "jwk", "jku", "x5c", "crit", "b64"];

    private static readonly string[] ClaimNames =
    [
        "iss", "sub", "aud", "exp", "iat", "nbf", "jti", "htm", "htu", "ath", "nonce", "client_id", "redirect_uri", "response_type",
        "scope", "state", "claims", "max_age", "prompt", "request", "request_uri", "resource", "acr_values", "code_challenge", "cnf", "act",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "9999999999999999999", "253402300800", "-62135596801", "\"\"", "\"x\"", "\"none\"",
        "\"HS256\"", "\"RS256\"", "\"dpop+jwt\"", "\"JWT\"", "\"code\"", "\"none login\"", $"\"{ProofKey.HalfACharacter}\"", "\"\\u0000\"",
        "\"https://[::1\"", "\"//\"", "[]", "[null]", "[\"a\"]", "[\"a\",7]", "{}", "{\"sub\":{}}", "{\"kty\":\"EC\"}", "{\"kty\":\"oct\",\"k\":\"AA\"}",
        "{\"userinfo\":[]}", "{\"id_token\":{\"acr\":{\"values\":[{}]}}}", "[[[[[[[[[[]]]]]]]]]]", $"\"{new string('a', 3_000)}\"",
    ];

    public static JwtBend None { get; } = new(false, "", "");

    public static Gen<JwtBend> Any { get; } =
        from inHeader in Gen.Frequency((1, Gen.Constant(true)), (3, Gen.Constant(false)))
        from name in Gen.Elements(inHeader ? HeaderNames : ClaimNames)
        from json in Gen.Frequency((9, Gen.Elements(Values)), (1, Gen.Constant("")))
        select new JwtBend(inHeader, name, json);

    public void Apply(JsonObject header, JsonObject claims)
    {
        var target = InHeader ? header : claims;
        if (Name.Length > 0 && Json.Length == 0)
        {
            target.Remove(Name);
        }
        else if (Name.Length > 0)
        {
            target[Name] = JsonNode.Parse(Json);
        }
    }
}
