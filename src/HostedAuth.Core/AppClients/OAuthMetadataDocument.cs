using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.Errors;

namespace HostedAuth.Core.AppClients;

/// <summary>Reads client metadata from JSON, each member by its rule (<see cref="OAuthMetadataRules"/>).</summary>
public static class OAuthMetadataDocument
{
    /// <summary>
    /// Settings of the API under their names of RFC 7591: two places for one thing would contradict each other.
    /// </summary>
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["redirect_uris"] = "CallbackURLs",
        ["post_logout_redirect_uris"] = "LogoutURLs",
        ["client_name"] = "ClientName",
        ["scope"] = "AllowedOAuthScopes",
    };

    private static readonly string[] EncryptionSuffixes =
        ["_encrypted_response_alg", "_encrypted_response_enc", "_encryption_alg", "_encryption_enc"];

    /// <summary>
    /// Metadata from an operator. What isn't known is refused: a typing error must not become a default. Refuses with
    /// InvalidMetadata.
    /// </summary>
    public static OAuthClientMetadata ReadFromOperator(JsonElement document)
    {
        foreach (var member in MembersOf(document).Where(member => !OAuthMetadataRules.Members.ContainsKey(member.Name)))
        {
            throw AuthError.InvalidMetadata(Settings.TryGetValue(member.Name, out var setting)
                ? $"{member.Name} is set by {setting} of UpdateUserPoolClient."
                : IsEncryption(member.Name)
                    ? $"{member.Name}: encryption is not supported."
                    : $"{Shown(member.Name)} is not known.").AsException();
        }

        return Read(document, isFromClient: false);
    }

    /// <summary>
    /// Metadata from a client that registers itself. What isn't known is ignored (RFC 7591, section 2), and so is what only an
    /// operator may say. Encryption is refused all the same: who asks for it would send in the clear what it keeps secret.
    /// Refuses with InvalidMetadata.
    /// </summary>
    public static OAuthClientMetadata ReadFromClient(JsonElement document)
    {
        if (MembersOf(document).Select(member => member.Name).FirstOrDefault(IsEncryption) is { } name)
        {
            throw AuthError.InvalidMetadata($"{Shown(name)}: encryption is not supported.").AsException();
        }

        return Read(document, isFromClient: true);
    }

    /// <summary>The metadata as JSON, without what it doesn't say.</summary>
    public static JsonObject Write(OAuthClientMetadata metadata) =>
        JsonSerializer.SerializeToNode(metadata, Storage.Conventions.Json)!.AsObject();

    /// <summary>The members that differ, of those that a client says of itself.</summary>
    internal static IEnumerable<string> ClientsOwnThatDiffer(OAuthClientMetadata one, OAuthClientMetadata other)
    {
        var (first, second) = (Write(one), Write(other));
        return first.Concat(second)
            .Select(member => member.Key)
            .Distinct()
            .Where(name => !OAuthMetadataRules.Members[name].IsForOperators && !JsonNode.DeepEquals(first[name], second[name]));
    }

    /// <summary>The metadata with what an operator said of the client before: the client can neither say nor unsay it.</summary>
    /// <param name="metadata">What the client says.</param>
    /// <param name="before">What stands.</param>
    /// <param name="held">Those of the client's own members that an operator set or took.</param>
    internal static OAuthClientMetadata KeepOperators(
        OAuthClientMetadata metadata,
        OAuthClientMetadata before,
        IReadOnlyCollection<string> held)
    {
        var (merged, standing) = (Write(metadata), Write(before));
        foreach (var name in held)
        {
            merged.Remove(name);
        }

        foreach (var (name, value) in standing
            .Where(member => OAuthMetadataRules.Members[member.Key].IsForOperators || held.Contains(member.Key)))
        {
            merged[name] = value?.DeepClone();
        }

        return merged.Deserialize<OAuthClientMetadata>(Storage.Conventions.Json)!;
    }

    private static OAuthClientMetadata Read(JsonElement document, bool isFromClient)
    {
        var known = new JsonObject();
        foreach (var member in MembersOf(document))
        {
            if (!OAuthMetadataRules.Members.TryGetValue(member.Name, out var rule) || (isFromClient && rule.IsForOperators))
            {
                continue;
            }

            if (!rule.IsGood(member.Value))
            {
                throw AuthError.InvalidMetadata($"{member.Name} must be {rule.Values.Replace("`", "", StringComparison.Ordinal)}.")
                    .AsException();
            }

            known[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        var metadata = known.Deserialize<OAuthClientMetadata>(Storage.Conventions.Json)!;
        return metadata with { ResponseTypes = metadata.ResponseTypes?.Select(one => ResponseType.Find(one)!.Name).Distinct().ToList() };
    }

    /// <summary>Null stands for what isn't there (RFC 7591, section 3.2.1).</summary>
    private static List<JsonProperty> MembersOf(JsonElement document)
    {
        AuthError.RefuseInvalid(document.ValueKind is not JsonValueKind.Object, "Metadata must be a JSON object.");
        return [.. document.EnumerateObject().Where(member => member.Value.ValueKind is not JsonValueKind.Null)];
    }

    private static bool IsEncryption(string name) =>
        EncryptionSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal));

    private static string Shown(string name) => name.Length <= 64 ? name : $"{name[..64]}…";
}
