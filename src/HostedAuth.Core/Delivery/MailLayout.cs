using System.Net;
using System.Text;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Makes a page of a mail's text, block by block, blocks being parted by empty lines: <c># heading</c>, <c>{{code}}</c> alone,
/// <c>[button]</c>, <c>&gt; small print</c>, and paragraphs. How they look stands in <c>mail/layout.html</c> and
/// <c>mail/blocks/</c>.
/// </summary>
internal sealed class MailLayout
{
    private const string Code = "{{code}}";

    private readonly string _layout;
    private readonly string _heading;
    private readonly string _paragraph;
    private readonly string _code;
    private readonly string _note;
    private readonly string _button;

    /// <exception cref="InvalidDataException">A file is missing.</exception>
    public MailLayout(string themeFolder)
    {
        string Read(string file)
        {
            var path = Path.Combine(themeFolder, "mail", file);
            return File.Exists(path)
                ? File.ReadAllText(path).ReplaceLineEndings("\n").Trim()
                : throw new InvalidDataException($"The theme has no mail/{file} (looked for at {path}).");
        }

        _layout = Read("layout.html");
        _heading = Read("blocks/heading.html");
        _paragraph = Read("blocks/paragraph.html");
        _code = Read("blocks/code.html");
        _note = Read("blocks/note.html");
        _button = Read("blocks/button.html");
    }

    /// <summary>The text for readers without HTML: headings left out, since the subject says it; links written out.</summary>
    public static string ToText(string body, Func<string, string> find)
    {
        var text = new StringBuilder();
        foreach (var block in Blocks(body).Where(block => !block.StartsWith("# ", StringComparison.Ordinal)))
        {
            var plain = block switch
            {
                Code => $"    {Code}",
                ['[', .. var label, ']'] => $"{label}: {{{{link}}}}",
                ['>', ' ', .. var note] => note,
                _ => block,
            };
            text.Append(Placeholders.Fill(plain, find)).Append("\n\n");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>The page; values and sentences are encoded.</summary>
    public string ToPage(string body, MessageLanguage language, Func<string, string> find)
    {
        string Look(string placeholder) => WebUtility.HtmlEncode(find(placeholder));
        var page = new StringBuilder();
        foreach (var block in Blocks(body))
        {
            var (frame, text) = block switch
            {
                Code => (_code, block),
                ['[', .. var label, ']'] => (_button, label),
                ['>', ' ', .. var note] => (_note, note),
                ['#', ' ', .. var heading] => (_heading, heading),
                _ => (_paragraph, block),
            };
            var inner = Placeholders.Fill(Encode(text), Look).Replace("\n", "<br>\n", StringComparison.Ordinal);
            page.Append(Placeholders.Fill(frame, name => name is "text" ? inner : Look(name))).Append('\n');
        }

        return Placeholders.Fill(_layout, name => name switch
        {
            "body" => page.ToString().TrimEnd(),
            "footer" => Placeholders.Fill(Encode(language.Word("footer")), Look),
            "language" => language.Name,
            _ => Look(name),
        });
    }

    private static string[] Blocks(string body) =>
        body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Only what HTML reserves: letters beyond ASCII stay readable.</summary>
    private static string Encode(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
