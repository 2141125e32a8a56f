using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using HostedAuth.Core.Notices;

namespace HostedAuth.Core.Delivery;

/// <summary>A theme's messages in one language.</summary>
internal sealed class MessageLanguage
{
    private readonly MessageLanguage? _fallback;
    private readonly FrozenDictionary<string, string> _words;
    private readonly FrozenDictionary<string, string> _mails;
    private readonly FrozenDictionary<string, string> _texts;

    /// <param name="themeFolder">The folder of the theme.</param>
    /// <param name="name">The language's tag, which is its folder's name.</param>
    /// <param name="fallback">The language that has what this one lacks; null for the one that must lack nothing.</param>
    /// <exception cref="InvalidDataException">Something is missing.</exception>
    public MessageLanguage(string themeFolder, string name, MessageLanguage? fallback)
    {
        (Name, _fallback) = (name, fallback);
        var file = Path.Combine(themeFolder, "mail", name, "words.json");
        _words = ((File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) : null) ?? [])
            .ToFrozenDictionary();
        _mails = Read(Path.Combine(themeFolder, "mail", name), MessageTemplates.Names);
        _texts = Read(Path.Combine(themeFolder, "sms", name), MessageTemplates.Names.Where(MessageTemplates.IsTexted));
    }

    /// <summary>The tag, such as <c>de</c>.</summary>
    public string Name { get; }

    /// <summary>The subject and the text of a mail.</summary>
    public (string Subject, string Body) Mail(string name)
    {
        var text = _mails.GetValueOrDefault(name);
        if (text is null)
        {
            return _fallback?.Mail(name) ?? throw Missing($"mail/{Name}/{name}.txt");
        }

        return text.Split('\n', 2) is [var subject, var body]
            ? (subject.Trim(), body.Trim())
            : throw new InvalidDataException($"mail/{Name}/{name}.txt needs a subject in its first line and a text below it.");
    }

    /// <summary>A text message.</summary>
    public string Sms(string name) =>
        _texts.GetValueOrDefault(name) ?? _fallback?.Sms(name) ?? throw Missing($"sms/{Name}/{name}.txt");

    /// <summary>A word or sentence of <c>words.json</c>.</summary>
    public string Word(string key) =>
        _words.GetValueOrDefault(key) ?? _fallback?.Word(key) ?? throw Missing($"{key} in mail/{Name}/words.json");

    /// <summary>What was changed in an account.</summary>
    public string Sentence(AccountChange change) => Word(JsonNamingPolicy.CamelCase.ConvertName(change.ToString()));

    /// <summary>A time in the largest unit that gives a whole number: <c>3 minutes</c>, <c>1 hour</c>, <c>7 days</c>.</summary>
    public string Duration(TimeSpan time) =>
        time.TotalHours >= 48 && time.TotalHours % 24 == 0 ? Count((int)time.TotalDays, "day")
        : time.TotalMinutes >= 60 && time.TotalMinutes % 60 == 0 ? Count((int)time.TotalHours, "hour")
        : Count((int)Math.Ceiling(time.TotalMinutes), "minute");

    private string Count(int number, string unit) => number == 1
        ? Word(unit)
        : Word($"{unit}s").Replace("{{n}}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static FrozenDictionary<string, string> Read(string folder, IEnumerable<string> names) => names
        .Select(name => (Name: name, Path: Path.Combine(folder, $"{name}.txt")))
        .Where(file => File.Exists(file.Path))
        .ToFrozenDictionary(file => file.Name, file => File.ReadAllText(file.Path).ReplaceLineEndings("\n").Trim());

    private static InvalidDataException Missing(string what) => new($"The theme has no {what}.");
}
