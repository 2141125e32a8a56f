using System.Text.Json;

namespace HostedAuth.Core.AppClients;

/// <summary>The members of metadata that say whom a client may speak for.</summary>
internal static class TrustRules
{
    private static readonly string[] ExchangeMembers = ["subject_clients", "audiences", "impersonation"];
    private static readonly string[] IssuerMembers = ["issuer", "jwks", "jwks_uri", "require_typ"];

    public static MetadataRule TokenExchange(string source) => new(
        "`subject_clients` (ids), `audiences` (ids and resources), `impersonation` (true or false)",
        source,
        IsExchange);

    public static MetadataRule TrustedIssuers(string source) => new(
        "objects of `issuer`, either `jwks` or `jwks_uri`, and `require_typ` (true or false)",
        source,
        value => MetadataRule.IsList(value, IsIssuer));

    private static bool IsExchange(JsonElement value) =>
        IsObjectOf(value, ExchangeMembers)
        && Holds(value, "subject_clients", member => MetadataRule.IsList(member, MetadataRule.IsText))
        && Holds(value, "audiences", member => MetadataRule.IsList(member, MetadataRule.IsText))
        && Holds(value, "impersonation", IsSwitch);

    private static bool IsIssuer(JsonElement value) =>
        IsObjectOf(value, IssuerMembers)
        && value.TryGetProperty("issuer", out var issuer)
        && MetadataRule.IsText(issuer)
        // Not both and not neither.
        && value.TryGetProperty("jwks", out _) != value.TryGetProperty("jwks_uri", out _)
        && Holds(value, "jwks", PublicKeyRules.IsPublicSet)
        && Holds(value, "jwks_uri", MetadataRule.IsAddress)
        && Holds(value, "require_typ", IsSwitch);

    private static bool IsSwitch(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static bool IsObjectOf(JsonElement value, string[] members) =>
        value.ValueKind is JsonValueKind.Object && value.EnumerateObject().All(member => members.Contains(member.Name));

    private static bool Holds(JsonElement value, string name, Func<JsonElement, bool> isGood) =>
        !value.TryGetProperty(name, out var member) || isGood(member);
}
