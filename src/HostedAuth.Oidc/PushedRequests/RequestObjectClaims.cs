using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Oidc.PushedRequests;

/// <summary>What stands in a request object (RFC 9101, section 4): claims about it, and parameters.</summary>
internal static class RequestObjectClaims
{
    // FAPI 2.0 Message Signing, section 5.3.1.
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(60);

    // Its identifier is remembered for as long.
    private static readonly TimeSpan LongestAhead = TimeSpan.FromDays(1);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    private static readonly string[] AboutIt = ["iss", "aud", "exp", "nbf", "iat", "jti", "sub"];

    // May stand more than once in a request; here they are arrays.
    private static readonly string[] Repeatable = ["resource", "audience"];

    /// <summary>Written by the client, for this issuer, now, and for nothing but this.</summary>
    /// <exception cref="OAuthException">invalid_request_object.</exception>
    public static void Check(ForeignJws request, ClientSnapshot client, string issuer, DateTimeOffset now)
    {
        var claims = request.Claims;
        Require(
            !request.Header.TryGetProperty("typ", out _)
            || "JWT".Equals(request.Type, StringComparison.OrdinalIgnoreCase)
            || "oauth-authz-req+jwt".Equals(request.Type, StringComparison.OrdinalIgnoreCase),
            "Its typ is that of another kind of token.");
        Require(claims.GetText("iss") == client.ClientId, "Its iss must be the client.");
        Require(IsFor(claims, issuer), "Its aud must be the issuer.");

        // Else it would be an assertion by which the client authenticates (RFC 9101, section 10.8).
        Require(claims.GetText("sub") != client.ClientId, "It may have no sub that is the client.");
        Require(
            !claims.TryGetProperty("client_id", out _) || claims.GetText("client_id") == client.ClientId,
            "Its client_id differs from the one beside it.");
        Require(
            !claims.TryGetProperty("request", out _) && !claims.TryGetProperty("request_uri", out _),
            "It may hold no request and no request_uri.");
        CheckTimes(claims, client.MustSignRequests, now);
    }

    /// <summary>Its parameters as a query would hold them: texts as they are, everything else as JSON.</summary>
    public static OAuthParameters ParametersOf(ForeignJws request, string clientId)
    {
        var parameters = new List<KeyValuePair<string, string>> { new("client_id", clientId) };
        foreach (var claim in request.Claims.EnumerateObject())
        {
            if (AboutIt.Contains(claim.Name) || claim.NameEquals("client_id"))
            {
                continue;
            }

            IEnumerable<JsonElement> values = claim.Value.ValueKind == JsonValueKind.Array && Repeatable.Contains(claim.Name)
                ? claim.Value.EnumerateArray()
                : [claim.Value];
            parameters.AddRange(values.Select(value => KeyValuePair.Create(claim.Name, TextOf(value))));
        }

        var read = OAuthParameters.Of(parameters);
        Require(!read.IsTooMany, "It holds too many parameters.");
        return read;
    }

    /// <summary>A client that must sign its requests must say too for how long, an hour at most.</summary>
    private static void CheckTimes(JsonElement claims, bool areRequired, DateTimeOffset now)
    {
        var (expiresAt, notBefore) = (claims.GetTime("exp"), claims.GetTime("nbf"));
        Require(expiresAt is not null || !(areRequired || claims.TryGetProperty("exp", out _)), "Its exp is missing or no time.");
        Require(notBefore is not null || !(areRequired || claims.TryGetProperty("nbf", out _)), "Its nbf is missing or no time.");
        Require(expiresAt is null || expiresAt > now, "It is too old.");
        Require(expiresAt is null || expiresAt <= now + LongestAhead + ClockSkew, "It is valid for more than a day.");
        Require(notBefore is null || notBefore <= now + ClockSkew, "It is not valid yet.");
        if (areRequired)
        {
            Require(expiresAt - notBefore <= LongestLife, "It is valid for more than an hour.");
            Require(notBefore > now - LongestLife - ClockSkew, "It is too old.");
        }
    }

    private static bool IsFor(JsonElement claims, string issuer) =>
        claims.TryGetProperty("aud", out var audience)
        && (claims.GetText("aud") == issuer
            || (audience.ValueKind == JsonValueKind.Array
                && audience.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals(issuer))));

    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Null => "",
                _ => value.GetRawText(),
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            throw RequestObjects.Invalid("A text in it can't be read.");
        }
    }

    private static void Require(bool holds, string why)
    {
        if (!holds)
        {
            throw RequestObjects.Invalid(why);
        }
    }
}
