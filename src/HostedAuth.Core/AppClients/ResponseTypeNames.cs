namespace HostedAuth.Core.AppClients;

/// <summary>
/// The response types (OAuth 2.0 Multiple Response Types, sections 3 to 5), spelt as the registry spells them. The order of
/// the words means nothing, so that they are sorted before they are compared.
/// </summary>
public static class ResponseTypeNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "code", "token", "id_token", "id_token token", "code id_token", "code token", "code id_token token",
    ];

    /// <summary>The name as the registry has it, or null.</summary>
    public static string? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = string.Join(' ', text.Split(' ').Order(StringComparer.Ordinal));
        return All.Contains(name) ? name : null;
    }
}
