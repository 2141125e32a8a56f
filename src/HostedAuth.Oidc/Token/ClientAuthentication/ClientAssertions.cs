using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>
/// What all assertions of clients must be, whatever signs them (RFC 7523, section 3; OIDC Core, section 9): of the client,
/// for this server, young, and new.
/// </summary>
internal sealed class ClientAssertions(
    SpentIdentifiers spent,
    Issuer issuer,
    PoolAddress addresses,
    TimeProvider time)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // What one assertion may be worth: the identifiers of all living ones are kept.
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OldestIssue = TimeSpan.FromHours(1);

    // Clients' clocks (FAPI 2.0 Security Profile, section 5.3.2.1: 10 seconds are accepted, over 60 are not).
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    /// <summary>Whether the request carries an assertion that is signed by a public key, or by a secret.</summary>
    public static bool IsUsed(ClientRequest request, bool bySecret) =>
        request.HasAssertion && request.Assertion?.Algorithm.StartsWith("HS", StringComparison.Ordinal) == true == bySecret;

    /// <summary>The client whose assertion it is; null when anything about it is wrong. Spends it.</summary>
    public async ValueTask<ClientSnapshot?> AuthenticateAsync(
        PoolSnapshot pool,
        ClientRequest request,
        Func<ForeignJws, ClientSnapshot, ValueTask<bool>> isSigned,
        CancellationToken cancellationToken)
    {
        if (request.Assertion is not { } assertion
            || request.Find("client_assertion_type") != AssertionType
            || FindClient(pool, request, assertion) is not { } client
            || !IsTyped(assertion)
            || !IsForThisServer(pool, client, assertion)
            || !IsCurrent(assertion, out var expiresAt)
            || assertion.Claims.GetText("jti") is not { Length: > 0 } id
            || !await isSigned(assertion, client))
        {
            return null;
        }

        // Last, so that nobody but the client can spend its identifiers.
        return await spent.TrySpendAsync(SpentKind.ClientAssertion, client.ClientId, id, expiresAt, cancellationToken)
            ? client
            : null;
    }

    /// <summary>Whom it is about, and who wrote it, are the same; a client_id beside it names no other.</summary>
    private static ClientSnapshot? FindClient(PoolSnapshot pool, ClientRequest request, ForeignJws assertion)
    {
        var subject = assertion.Claims.GetText("sub");
        return subject is not null
            && assertion.Claims.GetText("iss") == subject
            && (request.Find("client_id") ?? subject) == subject
            ? pool.FindClient(subject)
            : null;
    }

    /// <summary>No other kind of token stands in for one (RFC 8725, section 3.11).</summary>
    private static bool IsTyped(ForeignJws assertion) =>
        !assertion.Header.TryGetProperty("typ", out _)
        || "JWT".Equals(assertion.Type, StringComparison.OrdinalIgnoreCase)
        || "client-authentication+jwt".Equals(assertion.Type, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Every audience is this pool: by its issuer, which is preferred, or as the address of its token or PAR endpoint
    /// (RFC 9126, section 2). One for another server too could be used there, or have come from there. FAPI 2.0 takes the
    /// issuer alone, as a text (Security Profile, section 5.3.2.1, no 8).
    /// </summary>
    private bool IsForThisServer(PoolSnapshot pool, ClientSnapshot client, ForeignJws assertion)
    {
        if (client.IsFapi2)
        {
            return assertion.Claims.GetText("aud") == issuer.Of(pool);
        }

        var address = addresses.BaseOf(pool);
        string[] names = [issuer.Of(pool), address + OidcFace.TokenPath, address + OidcFace.PushedRequestPath];
        return assertion.Claims.TryGetProperty("aud", out var audience) && audience.ValueKind switch
        {
            JsonValueKind.String => names.Contains(assertion.Claims.GetText("aud")),
            JsonValueKind.Array => audience.GetArrayLength() is > 0 and <= 5
                && audience.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String && names.Any(one.ValueEquals)),
            _ => false,
        };
    }

    private bool IsCurrent(ForeignJws assertion, out DateTimeOffset expiresAt)
    {
        var now = time.GetUtcNow();
        var claims = assertion.Claims;
        expiresAt = claims.GetTime("exp") ?? default;
        return expiresAt > now
            && expiresAt <= now + LongestLife
            && IsAbsentOr("nbf", notBefore => notBefore <= now + ClockSkew)
            && IsAbsentOr("iat", issuedAt => issuedAt <= now + ClockSkew && issuedAt > now - OldestIssue);

        bool IsAbsentOr(string name, Func<DateTimeOffset, bool> isRight) =>
            !claims.TryGetProperty(name, out _) || (claims.GetTime(name) is { } moment && isRight(moment));
    }
}
