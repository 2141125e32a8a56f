using HostedAuth.Server.Theming;

namespace HostedAuth.Server.Pages.Fields;

/// <summary>The field for a mailed or texted code: one input, so that it can be pasted, filled in and read aloud.</summary>
internal static class CodeField
{
    public const string Name = "code";

    private const int MaximumLength = 16;

    public static Field Create(Texts texts) => new(Name, texts["field.code"])
    {
        Autocomplete = "one-time-code",
        InputMode = "numeric",
        Pattern = "[0-9 ]*",
        MaxLength = MaximumLength,
        Hint = texts["field.code.hint"],
        Class = "code",
        Focus = true,
        Verbatim = true,
    };

    /// <summary>What was typed, without the spaces that people put in.</summary>
    public static string Read(string? typed) => (typed ?? "").Replace(" ", "", StringComparison.Ordinal);
}
