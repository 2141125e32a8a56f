using FsCheck;
using FsCheck.Fluent;
using HostedAuth.Core.AppClients;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>Members of client metadata as JSON, right and wrong ones.</summary>
internal static class OddMetadata
{
    private const string Address = "\"https://app.example/here\"";
    private const string Text = "\"a text\"";

    private const string Keys =
        """{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""";

    /// <summary>A value that will do, of each member.</summary>
    public static IReadOnlyDictionary<string, string> Goods { get; } = OAuthMetadataRules.All.ToDictionary(
        pair => pair.Key,
        pair => pair.Key switch
        {
            "response_types" => "[\"code\"]",
            "grant_types" => $"[\"{ExtraGrantTypes.DeviceCode}\"]",
            "token_endpoint_auth_method" => "\"private_key_jwt\"",
            "jwks" => Keys,
            "request_uris" => $"[{Address}]",
            "subject_type" => "\"pairwise\"",
            // Asked at once: one that nobody may be sent to is refused without a word to the network.
            "sector_identifier_uri" => "\"https://127.0.0.1:1/sector\"",
            "application_type" => "\"native\"",
            "hostedauth_access_token_format" => "\"at+jwt\"",
            "hostedauth_userinfo_acr_values" => "[\"urn:cognito:loa:1\"]",
            "hostedauth_security_profile" => "\"fapi2\"",
            "hostedauth_token_exchange" => """{"subject_clients":["x"],"audiences":["https://api.example/"],"impersonation":true}""",
            "hostedauth_trusted_issuers" => $$"""[{"issuer":"https://partner.example","jwks":{{Keys}}}]""",
            var name when name.EndsWith("_alg", StringComparison.Ordinal) => "\"ES256\"",
            _ => new[] { "true", Address, Text, $"[{Text}]", "60" }.First(json => IsGood(pair.Value, json)),
        });

    /// <summary>What is wrong for most or all of them, and what no reader of JSON may fall over.</summary>
    private static readonly string[] Wrong =
    [
        "null", "true", "false", "0", "-1", "1e400", "99999999999999999999", "1.5", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "\"\\u202e\"",
        "[]", "{}", "[null]", "[1]", "[\"\"]", "[\"\\udfff\"]", "[[]]", "[{}]", "{\"keys\":[]}", "{\"keys\":[null]}", "{\"keys\":[{\"kty\":\"RSA\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}", "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}",
        "\"https://[::1\"", "\"http://localhost:99999/\"", "\"https://app.example/\\ud83d\"", "\"//\"", "\"javascript:alert(1)\"", "\"https://\"",
        "[\"code id_token token\"]", "[\"implicit\"]", "[\"https://app.example/#x\"]", "\"openid \\ud800\"",
        $"{new string('[', 60)}{new string(']', 60)}", $"{new string('[', 5_000)}{new string(']', 5_000)}", $"\"{new string('a', 70_000)}\"",
        $"[{string.Join(',', Enumerable.Repeat(Text, 101))}]", "nonsense", "\"", "[", "{\"a\":",
    ];

    /// <summary>What a client says of itself beside them.</summary>
    private static readonly Dictionary<string, string> Own = new()
    {
        ["redirect_uris"] = "[\"https://app.example/callback\"]",
        ["post_logout_redirect_uris"] = "[\"https://app.example/bye\"]",
        ["client_name"] = Text,
        ["scope"] = "\"openid email\"",
        ["grant_types"] = "[\"authorization_code\",\"refresh_token\"]",
        ["software_statement"] = Text,
        ["client_id"] = Text,
        ["client_secret"] = Text,
        ["unknown"] = Text,
    };

    /// <summary>Up to three members, of those that a client says of itself and of those that are an operator's.</summary>
    public static Gen<(string Name, string Json)[]> Members(bool ofClient) =>
        from count in Gen.Choose(0, 3)
        from members in Member(ofClient).ArrayOf(count)
        select members;

    public static string Write(IEnumerable<(string Name, string Json)> members) =>
        $"{{{string.Join(',', members.Select(member => $"\"{member.Name}\":{member.Json}"))}}}";

    public static bool IsGood(MetadataRule rule, string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return rule.IsGood(document.RootElement);
    }

    private static Gen<(string Name, string Json)> Member(bool ofClient) =>
        from member in Gen.Frequency(
            (ofClient ? 3 : 1, Gen.Elements(Own.ToArray())),
            (ofClient ? 9 : 1, Gen.Elements(Goods.Where(pair => !OAuthMetadataRules.Members[pair.Key].IsForOperators).ToArray())),
            (ofClient ? 1 : 1, Gen.Elements(Goods.Where(pair => OAuthMetadataRules.Members[pair.Key].IsForOperators).ToArray())))
        from json in Gen.Frequency((1, Gen.Constant(member.Value)), (2, Gen.Elements(Wrong)))
        select (member.Key, json);
}
