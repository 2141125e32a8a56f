using FsCheck;
using FsCheck.Fluent;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>A request that is right in parts.</summary>
internal sealed record OddRequest(
    string Method,
    string Query,
    string? Body,
    string ContentType,
    IReadOnlyList<(string Name, string Value)> Headers)
{
    /// <summary>Parameters of the protocol that mean the same in every pool.</summary>
    public static IReadOnlyDictionary<string, string> Constants { get; } = new Dictionary<string, string>
    {
        ["response_type"] = "code",
        ["response_mode"] = "query",
        ["redirect_uri"] = TestApp.Callback,
        ["post_logout_redirect_uri"] = TestApp.SignedOut,
        ["logout_uri"] = TestApp.SignedOut,
        ["scope"] = "openid email",
        ["state"] = "the state",
        ["nonce"] = "the nonce",
        ["prompt"] = "none",
        ["max_age"] = "1",
        ["display"] = "page",
        ["lang"] = "de",
        ["ui_locales"] = "de en",
        ["claims_locales"] = "de",
        ["login_hint"] = "alice",
        ["logout_hint"] = "alice",
        ["acr_values"] = "urn:cognito:loa:1",
        ["claims"] = """{"userinfo":{"name":{"essential":true}}}""",
        ["code_challenge"] = TestApp.Challenge,
        ["code_challenge_method"] = "S256",
        ["code_verifier"] = TestApp.Verifier,
        ["grant_type"] = "authorization_code",
        ["token_type_hint"] = "refresh_token",
        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ["subject_token_type"] = "urn:ietf:params:oauth:token-type:access_token",
        ["requested_token_type"] = "urn:ietf:params:oauth:token-type:access_token",
        ["request_uri"] = "urn:ietf:params:oauth:request_uri:x",
        ["resource"] = "https://api.example/",
        ["audience"] = "https://api.example/",
        ["dpop_jkt"] = TestApp.Challenge,
        ["device_code"] = "device",
        ["user_code"] = "BCDF-GHJK",
        ["identity_provider"] = "COGNITO",
        ["idp_identifier"] = "example.com",
        ["aws_client_metadata"] = "{}",
        ["registration"] = "{}",
        ["flow"] = "flow",
        ["form"] = "form",
        ["username"] = "alice",
        ["password"] = "Passw0rd!",
        ["answer"] = "yes",
        ["error"] = "redirect_mismatch",
        ["unknown"] = "unknown",
    };

    private const string Form = "application/x-www-form-urlencoded";

    private static readonly string[] HeaderNames =
        ["Authorization", "Cookie", "DPoP", "Origin", "Accept-Language", "If-None-Match", "X-Forwarded-Host"];

    private static readonly string[] Hostile =
    [
        "", " ", "%", "%zz", "%00", "a%00b", "a%0d%0aX-Evil:%201", "%ff%fe", "%ED%A0%80", "%F0%9F%98%80", "%E2%80%AE", "+",
        "-1", "0", "99999999999999999999", "1e9", "NaN", "null", "true", "[]", "{}", "..%2F..%2Fetc%2Fpasswd", "*", ".", "..",
        "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", "eyJhbGciOiJSUzI1NiJ9..", "....", "=", "==", "Bearer", "Basic", "Basic%20",
        "https%3A%2F%2F%5B%3A%3A1", "http%3A%2F%2F169.254.169.254%2F", "javascript%3Aalert(1)", "%3Cscript%3E", "'%20OR%201%3D1--",
        "code%20id_token%20token", "none%20login", "fragment", "form_post", "jwt", "token", "client_credentials", "refresh_token",
        "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code", "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange",
        "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer",
        new('a', 300), new('a', 5_000), new('a', 50_000), new('%', 500), string.Join("%20", Enumerable.Repeat("s", 3_000)),
        new('[', 3_000), string.Concat(Enumerable.Repeat("%7B%22a%22%3A", 500)),
    ];

    public static Gen<OddRequest> Of(IReadOnlyDictionary<string, string> goods) =>
        from method in Gen.Frequency(
            (5, Gen.Constant("GET")),
            (8, Gen.Constant("POST")),
            (1, Gen.Elements("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH")))
        from query in Parameters(goods)
        from body in Gen.Frequency((4, Parameters(goods)), (1, Gen.Elements("", "{", "[]", "{\"redirect_uris\":[1]}", "\0", new string('x', 70_000))))
        from contentType in Gen.Frequency(
            (6, Gen.Constant(Form)),
            (1, Gen.Elements("application/json", "text/plain", "multipart/form-data", $"{Form}; charset=utf-7", "", "/")))
        from headers in HeadersOf(goods)
        select new OddRequest(method, query, method is "GET" or "HEAD" or "OPTIONS" ? null : body, contentType, headers);

    /// <summary>Of a request that was right.</summary>
    public static Gen<Change> Change { get; } =
        from isOfHeader in Gen.Frequency((1, Gen.Constant(true)), (4, Gen.Constant(false)))
        from kind in Gen.Elements(Enum.GetValues<ChangeKind>())
        from which in Gen.Choose(0, 30)
        from name in Gen.Elements(isOfHeader ? HeaderNames : Constants.Keys.ToArray())
        from value in isOfHeader
            ? HeaderValue(name, "de")
            : Gen.Frequency((1, Gen.Constant(Uri.EscapeDataString(Constants.GetValueOrDefault(name, "x")))), (2, Gen.Elements(Hostile)))
        select new Change(isOfHeader, kind, which, name, value);

    public override string ToString() =>
        $"{Method} ?{Query} {string.Join(' ', Headers)} {ContentType} {Body}" is { Length: > 4_000 } all ? all[..4_000] : $"{Method} ?{Query} {string.Join(' ', Headers)} {ContentType} {Body}";

    /// <summary>Encoded already, and sometimes wrongly.</summary>
    private static Gen<string> Parameters(IReadOnlyDictionary<string, string> goods) =>
        from count in Gen.Choose(0, 12)
        from pairs in Parameter(goods).ArrayOf(count)
        select string.Join('&', pairs);

    private static Gen<string> Parameter(IReadOnlyDictionary<string, string> goods) =>
        from name in Gen.Elements(goods.Keys.Except(HeaderNames).ToArray())
        from value in Value(Uri.EscapeDataString(goods[name]))
        from odd in Gen.Choose(0, 30)
        select odd switch
        {
            0 => $"{name}[]={value}",
            1 => name,
            2 => $"{name}={value}&{name}={value}",
            3 => $"{Uri.EscapeDataString(name.ToUpperInvariant())}={value}",
            _ => $"{name}={value}",
        };

    private static Gen<string> Value(string good) => Gen.Frequency(
        (6, Gen.Constant(good)),
        (1, Gen.Constant($"{good}x")),
        (1, Gen.Constant(good[..(good.Length / 2)])),
        (3, Gen.Elements(Hostile)));

    private static Gen<(string, string)[]> HeadersOf(IReadOnlyDictionary<string, string> goods) =>
        from names in Gen.SubListOf(HeaderNames)
        from values in Gen.CollectToArray(names, name => HeaderValue(name, goods.GetValueOrDefault(name, "de")))
        from isBare in Gen.Elements(true, false)
        select isBare ? [] : names.Zip(values).ToArray();

    private static Gen<string> HeaderValue(string name, string good) => name is "Authorization"
        ? Gen.Frequency(
            (3, Gen.Constant(good)),
            (2, Gen.Elements(Hostile.Where(value => value.Length < 6_000).Select(value => $"Bearer {value}").ToArray())),
            (1, Gen.Elements(Hostile.Where(value => value.Length < 6_000).Select(value => $"Basic {value}").ToArray())),
            (1, Gen.Elements("DPoP x", "Digest", "basic", "Bearer a b", "Basic Og==", "Basic OjpB")))
        : Gen.Frequency((3, Gen.Constant(good)), (1, Gen.Elements(Hostile.Where(value => value.Length < 6_000).ToArray())));
}
