using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.CognitoApi.Protocol.Signing;

/// <summary>A signature as the request carries it: in the header Authorization, or in the query (presigned).</summary>
/// <param name="Scope">What it is good for.</param>
/// <param name="SignedHeaders">The names of the headers it covers, in lower case, sorted.</param>
/// <param name="Signature">64 hexadecimal digits.</param>
/// <param name="Date">yyyyMMddTHHmmssZ.</param>
/// <param name="SessionToken">Of a temporary key.</param>
/// <param name="Expires">How long a presigned request is good.</param>
internal sealed record RequestSignature(
    CredentialScope Scope,
    IReadOnlyList<string> SignedHeaders,
    string Signature,
    string Date,
    string? SessionToken,
    TimeSpan? Expires)
{
    public const string Algorithm = HostedAuth.Core.Outbound.SignatureV4.Algorithm;
    private static readonly string[] RequiredParts = ["Credential", "Signature", "SignedHeaders"];
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(7);

    /// <summary>
    /// Reads it. Refuses with MissingAuthenticationTokenException, IncompleteSignatureException,
    /// InvalidSignatureException.
    /// </summary>
    public static RequestSignature Read(HttpRequest request, SignedQuery query, string service)
    {
        var authorization = request.Headers.Authorization;
        var isPresigned = query.Find("X-Amz-Algorithm") is not null;
        return (authorization.Count, isPresigned) switch
        {
            (0, false) => throw WireException.MissingAuthenticationToken(),
            (0, true) => FromQuery(query, service),
            (1, false) => FromHeader(authorization.ToString(), request.Headers, service),
            _ => throw WireException.IncompleteSignature("A request carries exactly one signature."),
        };
    }

    private static RequestSignature FromHeader(string authorization, IHeaderDictionary headers, string service)
    {
        var space = authorization.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || authorization[..space] != Algorithm)
        {
            throw WireException.IncompleteSignature($"Authorization header requires the algorithm '{Algorithm}'.");
        }

        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in authorization[(space + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !parts.TryAdd(part[..equals], part[(equals + 1)..]))
            {
                throw WireException.IncompleteSignature("Authorization header holds a part that is no name and value.");
            }
        }

        var missing = RequiredParts.Where(name => !parts.ContainsKey(name))
            .Select(name => $"Authorization header requires '{name}' parameter.")
            .ToList();
        var date = headers["X-Amz-Date"] is { Count: > 0 } amazonDate ? amazonDate : headers.Date;
        if (date.Count != 1)
        {
            missing.Add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }

        return missing.Count > 0
            ? throw WireException.IncompleteSignature(string.Join(' ', missing))
            : new RequestSignature(
                CredentialScope.Parse(parts["Credential"], service),
                parts["SignedHeaders"].Split(';'),
                parts["Signature"],
                date.ToString(),
                headers["X-Amz-Security-Token"] is { Count: > 0 } token ? token.ToString() : null,
                Expires: null);
    }

    private static RequestSignature FromQuery(SignedQuery query, string service)
    {
        if (query.Find("X-Amz-Algorithm") != Algorithm)
        {
            throw WireException.IncompleteSignature($"AWS query-string parameter 'X-Amz-Algorithm' must be '{Algorithm}'.");
        }

        string Required(string name) => query.Find(name) ?? throw WireException.IncompleteSignature(
            $"AWS query-string parameters must include '{name}'. Re-examine the query-string parameters.");

        var isNumber = int.TryParse(
            Required("X-Amz-Expires"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seconds);
        if (!isNumber || seconds < 1 || seconds > LongestLife.TotalSeconds)
        {
            throw WireException.IncompleteSignature("X-Amz-Expires must be a number of seconds from 1 to 604800.");
        }

        return new RequestSignature(
            CredentialScope.Parse(Required("X-Amz-Credential"), service),
            Required("X-Amz-SignedHeaders").Split(';'),
            Required("X-Amz-Signature"),
            Required("X-Amz-Date"),
            query.Find("X-Amz-Security-Token"),
            TimeSpan.FromSeconds(seconds));
    }
}
