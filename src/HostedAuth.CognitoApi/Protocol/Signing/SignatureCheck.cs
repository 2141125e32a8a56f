using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.AccessKeys;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.CognitoApi.Protocol.Signing;

/// <summary>
/// Proves who signed a request (SigV4): the key, its session token and its end, the time, the scope, the headers that must be
/// covered, and the body.
/// </summary>
internal sealed class SignatureCheck(AccessKeys keys, TimeProvider time)
{
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public async Task<Signer> VerifyAsync(
        HttpRequest request,
        byte[] body,
        string service,
        CancellationToken cancellationToken)
    {
        var query = SignedQuery.Parse(request.QueryString.Value);
        var signature = RequestSignature.Read(request, query, service);
        CheckDate(signature);
        CheckSignedHeaders(signature.SignedHeaders, request.Headers);
        CheckPayloadHeader(request.Headers, body);
        var key = await keys.FindAsync(signature.Scope.KeyId, cancellationToken)
            ?? throw WireException.UnrecognizedClient();
        var expected = Signature.Compute(
            key.Secret,
            signature.Scope,
            signature.Date,
            CanonicalRequest.Write(request, query, signature.SignedHeaders, body));
        if (!CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(expected),
            Encoding.UTF8.GetBytes(signature.Signature)))
        {
            throw WireException.SignatureMismatch();
        }

        if (!key.AcceptsSessionToken(signature.SessionToken))
        {
            throw WireException.UnrecognizedClient();
        }

        return key.ExpiresAt <= time.GetUtcNow()
            ? throw WireException.ExpiredToken()
            : new Signer(key, signature.Scope.Region);
    }

    private void CheckDate(RequestSignature signature)
    {
        if (!DateTimeOffset.TryParseExact(
            signature.Date,
            DateFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var signedAt))
        {
            throw WireException.IncompleteSignature("Date must be in ISO-8601 'basic format': yyyyMMddTHHmmssZ.");
        }

        if (signature.Date[..8] != signature.Scope.Day)
        {
            throw WireException.InvalidSignature(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.");
        }

        var now = time.GetUtcNow();
        var life = signature.Expires ?? Skew;
        if (signedAt + life < now)
        {
            throw WireException.InvalidSignature(
                $"Signature expired: {signature.Date} is now earlier than {Text(now - life)} "
                + $"({Text(now)} - {(long)life.TotalMinutes} min.)");
        }

        if (signedAt - Skew > now)
        {
            throw WireException.InvalidSignature(
                $"Signature not yet current: {signature.Date} is still later than {Text(now + Skew)} "
                + $"({Text(now)} + {(long)Skew.TotalMinutes} min.)");
        }
    }

    /// <summary>Whatever decides about the request must be covered: otherwise it could be changed on the way.</summary>
    private static void CheckSignedHeaders(IReadOnlyList<string> names, IHeaderDictionary headers)
    {
        for (var i = 1; i < names.Count; i++)
        {
            if (string.CompareOrdinal(names[i - 1], names[i]) >= 0)
            {
                throw WireException.SignatureMismatch();
            }
        }

        if (!names.Contains("host"))
        {
            throw WireException.InvalidSignature(
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }

        var uncovered = headers.Keys.Select(name => name.ToLowerInvariant())
            .FirstOrDefault(name => name.StartsWith("x-amz-", StringComparison.Ordinal) && !names.Contains(name));
        if (uncovered is not null)
        {
            throw WireException.InvalidSignature("Every 'X-Amz-' header must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    /// <summary>The body's own hash is what gets signed, so a header may only repeat it.</summary>
    private static void CheckPayloadHeader(IHeaderDictionary headers, byte[] body)
    {
        var isChunked = headers.ContentEncoding.ToString().Contains("aws-chunked", StringComparison.OrdinalIgnoreCase);
        var claimed = headers["X-Amz-Content-Sha256"];
        if (isChunked || (claimed.Count > 0 && claimed.ToString() != Convert.ToHexStringLower(SHA256.HashData(body))))
        {
            throw WireException.InvalidSignature("The signature must cover the whole body by its SHA-256.");
        }
    }

    private static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);
}
