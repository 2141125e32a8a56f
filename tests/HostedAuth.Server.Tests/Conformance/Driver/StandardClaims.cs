using System.Globalization;
using System.Text.Json;

namespace HostedAuth.Server.Tests.Conformance.Driver;

/// <summary>The claims of OIDC Core, section 5.1, and the form that each must have.</summary>
internal static class StandardClaims
{
    private static readonly string[] Texts =
    [
        "sub", "name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "profile", "picture",
        "website", "email", "gender", "birthdate", "zoneinfo", "locale", "phone_number",
    ];

    private static readonly string[] Flags = ["email_verified", "phone_number_verified"];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Texts, .. Flags, "address", "updated_at"];

    /// <summary>Expects each of them that there is to be well-formed, in an ID token or at userInfo.</summary>
    public static void ShouldBeWellFormed(JsonElement claims)
    {
        foreach (var claim in claims.EnumerateObject().Where(one => Names.Contains(one.Name)))
        {
            claim.Value.ValueKind.ShouldBeOneOf(KindsOf(claim.Name), claim.Name);
        }

        claims.EnumerateObject().Where(one => one.Value.ValueKind is JsonValueKind.String)
            .ShouldAllBe(one => one.Value.GetString()!.Trim().Length > 0);
        if (claims.TryGetProperty("birthdate", out var date))
        {
            DateOnly.TryParseExact(date.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _).ShouldBeTrue();
        }

        if (claims.TryGetProperty("address", out var address))
        {
            string[] parts = ["formatted", "street_address", "locality", "region", "postal_code", "country"];
            address.EnumerateObject().Select(one => one.Name).Except(parts).ShouldBeEmpty();
        }
    }

    private static JsonValueKind[] KindsOf(string name) => name switch
    {
        "address" => [JsonValueKind.Object],
        "updated_at" => [JsonValueKind.Number],
        _ when Flags.Contains(name) => [JsonValueKind.True, JsonValueKind.False],
        _ => [JsonValueKind.String],
    };
}
