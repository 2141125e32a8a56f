using System.Text.Json;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Oidc.Token;

/// <summary>What holds for every assertion, whether it proves a client or stands for a user (RFC 7523, section 3).</summary>
internal static class AssertionRules
{
    private const int MaximumAudiences = 5;

    private static readonly TimeSpan OldestIssue = TimeSpan.FromHours(1);

    // Others' clocks (FAPI 2.0 Security Profile, section 5.3.2.1: 10 seconds are accepted, over 60 are not).
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    /// <summary>
    /// What access tokens, ID tokens and logout tokens say, those of Cognito, Entra and Okta too, and nothing that proves a client
    /// or stands for a user.
    /// </summary>
    private static readonly string[] ClaimsOfOtherTokens =
    [
        "token_use", "client_id", "cid", "appid", "azp", "scope", "scp", "cnf", "nonce", "at_hash", "c_hash", "events",
    ];

    /// <summary>
    /// Whether no other kind of token stands in for one (RFC 8725, sections 3.11 and 3.12): its type says what it is; where it has
    /// a type that says nothing, none of its claims says that it is something else.
    /// </summary>
    /// <param name="assertion">The assertion.</param>
    /// <param name="type">The <c>typ</c> it should have.</param>
    /// <param name="isDemanded">Whether <c>JWT</c> and none will not do.</param>
    public static bool IsTyped(ForeignJws assertion, string type, bool isDemanded = false)
    {
        if (type.Equals(assertion.Type, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var isPlain = !assertion.Header.TryGetProperty("typ", out _)
            || "JWT".Equals(assertion.Type, StringComparison.OrdinalIgnoreCase);
        return isPlain && !isDemanded && !ClaimsOfOtherTokens.Any(name => assertion.Claims.TryGetProperty(name, out _));
    }

    /// <summary>
    /// Whether every audience is one of the names. One for another server too could be used there, or have come from there.
    /// </summary>
    public static bool IsFor(ForeignJws assertion, IReadOnlyCollection<string> names) =>
        assertion.Claims.TryGetProperty("aud", out var audience) && audience.ValueKind switch
        {
            JsonValueKind.String => names.Contains(assertion.Claims.GetText("aud")),
            JsonValueKind.Array => audience.GetArrayLength() is > 0 and <= MaximumAudiences
                && audience.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String && names.Any(one.ValueEquals)),
            _ => false,
        };

    /// <summary>Whether it is good now: expired in time to come but not later than its longest life, and not from tomorrow.</summary>
    /// <param name="assertion">The assertion.</param>
    /// <param name="now">The moment.</param>
    /// <param name="longestLife">How far ahead it may expire: the identifiers of all living ones are kept.</param>
    /// <param name="expiresAt">When it expires.</param>
    public static bool IsCurrent(ForeignJws assertion, DateTimeOffset now, TimeSpan longestLife, out DateTimeOffset expiresAt)
    {
        var claims = assertion.Claims;
        expiresAt = claims.GetTime("exp") ?? default;
        return expiresAt > now
            && expiresAt <= now + longestLife
            && IsAbsentOr("nbf", notBefore => notBefore <= now + ClockSkew)
            && IsAbsentOr("iat", issuedAt => issuedAt <= now + ClockSkew && issuedAt > now - OldestIssue);

        bool IsAbsentOr(string name, Func<DateTimeOffset, bool> isRight) =>
            !claims.TryGetProperty(name, out _) || (claims.GetTime(name) is { } moment && isRight(moment));
    }
}
