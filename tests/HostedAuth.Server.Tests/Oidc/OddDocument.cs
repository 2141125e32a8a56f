using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HostedAuth.Server.Tests.Outbound;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>What an address may answer where a document is expected: anything.</summary>
internal static class OddDocument
{
    private static readonly string[] Scalars =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "-1e-400", "99999999999999999999999999999999", "\"\"", "\"a\"", "\"AQAB\"", "\"=\"",
        "\"\\ud800\"", "\"\\u0000\"", "\"\ufeff\"", "\"RSA\"", "\"EC\"", "\"OKP\"", "\"oct\"", "\"P-256\"", "\"P-521\"", "\"Ed25519\"",
        "\"secp256k1\"", "\"sig\"", "\"enc\"", "\"none\"", "\"ES256\"", "\"RS256\"", "[]", "{}", "[\"verify\"]", "tru", "\"", "",
    ];

    private static readonly string[] Names =
        ["keys", "kty", "crv", "x", "y", "n", "e", "kid", "use", "key_ops", "alg", "x5c", "d", "k", "\\ud800", "", "iss", "exp"];

    private static readonly string[] Types =
        ["application/json", "text/html", "application/octet-stream", "application/jwk-set+json; charset=utf-16", "nonsense", "image/png"];

    /// <summary>JSON, and what only looks like it, of some depth.</summary>
    public static Gen<string> Json { get; } = JsonOf(4);

    /// <summary>An answer around a document, or around none.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="elsewhere">Where a redirect would lead.</param>
    public static Gen<Lie> Answers(Gen<string> documents, string elsewhere)
    {
        var bytes = Gen.Choose(0, 255).Select(number => (byte)number).ListOf(60).Select(all => new Lie("", Bytes: [.. all]));
        var whole = from document in documents
                    from type in Gen.Elements(Types)
                    from saysLength in Gen.Elements(true, true, false)
                    select new Lie(document, ContentType: type, SaysLength: saysLength);
        var cut = from document in documents
                  from length in Gen.Choose(0, 400)
                  select new Lie("", Bytes: Encoding.UTF8.GetBytes(document)[..Math.Min(length, Encoding.UTF8.GetByteCount(document))]);
        var refused = from document in documents
                      from status in Gen.Elements(204, 301, 302, 303, 307, 308, 400, 401, 404, 429, 500, 503)
                      select new Lie(document, status, Location: status is > 300 and < 400 ? elsewhere : null);
        return Gen.Frequency((6, whole), (2, cut), (2, bytes), (2, refused), (1, Gen.Constant(new Lie("", HangsUp: true))));
    }

    private static Gen<string> JsonOf(int depth)
    {
        var scalar = Gen.Elements(Scalars);
        if (depth == 0)
        {
            return scalar;
        }

        var member = from name in Gen.Elements(Names)
                     from value in JsonOf(depth - 1)
                     select $"\"{name}\":{value}";
        return Gen.Frequency(
            (2, scalar),
            (2, member.ListOf(4).Select(members => $"{{{string.Join(',', members)}}}")),
            (1, JsonOf(depth - 1).ListOf(3).Select(values => $"[{string.Join(',', values)}]")));
    }
}
