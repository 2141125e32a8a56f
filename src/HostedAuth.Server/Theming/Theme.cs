using System.Text.Json;

namespace HostedAuth.Server.Theming;

/// <summary>What <c>theme.json</c> says of a theme.</summary>
/// <param name="Name">What the console calls it.</param>
/// <param name="Language">The language whose texts are complete: those of others fall back on it, key by key.</param>
/// <param name="ThemeColor">The colour of the browser's frame around the pages.</param>
internal sealed record Theme(string Name, string Language, ThemeColor ThemeColor)
{
    /// <exception cref="InvalidDataException">The file says too little.</exception>
    public static Theme Load(string folder) =>
        JsonSerializer.Deserialize<Theme>(File.ReadAllText(Path.Combine(folder, "theme.json")), JsonSerializerOptions.Web)
        ?? throw new InvalidDataException("theme.json is empty.");
}

/// <summary>CSS colours, by the person's choice of light or dark.</summary>
internal sealed record ThemeColor(string Light, string Dark);
