using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// The messages of a theme: <c>mail/&lt;name&gt;.txt</c> (first line the subject, then the text), <c>mail/&lt;name&gt;.html</c>
/// (put into <c>mail/layout.html</c>) and <c>sms/&lt;name&gt;.txt</c>. Read once, at the start; a missing file or a
/// placeholder that does not exist stops it.
/// </summary>
public sealed class MessageTemplates
{
    public const string SignUpCode = "sign-up-code";
    public const string SignUpLink = "sign-up-link";
    public const string ResendCode = "resend-code";
    public const string ForgotPassword = "forgot-password";
    public const string VerifyAttribute = "verify-attribute";
    public const string Invitation = "invitation";
    public const string AccountExists = "account-exists";
    public const string SignInCode = "sign-in-code";
    public const string SignInNoticed = "sign-in-noticed";
    public const string SignInBlocked = "sign-in-blocked";

    private readonly FrozenDictionary<string, Template> _mails;
    private readonly FrozenDictionary<string, Template> _texts;

    /// <param name="themeFolder">The folder of the theme, which holds <c>mail</c> and <c>sms</c>.</param>
    /// <exception cref="InvalidDataException">A file is missing, or names a placeholder that does not exist.</exception>
    public MessageTemplates(string themeFolder)
    {
        var layout = Read(themeFolder, "mail", "layout.html");
        _mails = Names.ToFrozenDictionary(name => name, name => ReadMail(themeFolder, name, layout));
        // A link is for reading mail: a phone number is always confirmed by a code. Nor is anybody texted about a sign-up by others.
        _texts = Names.Except([SignUpLink, AccountExists, SignInNoticed, SignInBlocked])
            .ToFrozenDictionary(name => name, name => new Template(null, Read(themeFolder, "sms", $"{name}.txt"), null));
    }

    /// <summary>The names of all messages.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [SignUpCode, SignUpLink, ResendCode, ForgotPassword, VerifyAttribute, Invitation, AccountExists, SignInCode, SignInNoticed, SignInBlocked];

    /// <summary>Fills a message in.</summary>
    /// <param name="name">One of <see cref="Names"/>; by SMS there is no <see cref="SignUpLink"/> and no <see cref="AccountExists"/>.</param>
    /// <param name="channel"><c>email</c> or <c>sms</c>.</param>
    /// <param name="values">What stands in the placeholders; encoded where it goes into HTML.</param>
    public MessageText Write(string name, string channel, MessageValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var template = (channel == Channels.Sms ? _texts : _mails)[name];
        return new MessageText(
            template.Subject is null ? null : Fill(template.Subject, values, text => text.ReplaceLineEndings(" ")),
            Fill(template.Text, values, text => text),
            template.Html is null ? null : Fill(template.Html, values, text => WebUtility.HtmlEncode(text)));
    }

    private static Template ReadMail(string themeFolder, string name, string layout)
    {
        var (subject, text) = Read(themeFolder, "mail", $"{name}.txt").Split('\n', 2) is [var first, var rest]
            ? (first.Trim(), rest.Trim())
            : throw new InvalidDataException($"mail/{name}.txt needs a subject in its first line and a text below it.");
        var html = layout.Replace("{{body}}", Read(themeFolder, "mail", $"{name}.html"), StringComparison.Ordinal);
        return new Template(subject, text, html);
    }

    private static string Read(string themeFolder, string kind, string file)
    {
        var path = Path.Combine(themeFolder, kind, file);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"The theme has no {kind}/{file} (looked for at {path}).");
        }

        var text = File.ReadAllText(path).ReplaceLineEndings("\n").Trim();
        // Filled in once for trial: a typing error in a template stops the start, not the first sign-up.
        Fill(text.Replace("{{body}}", "", StringComparison.Ordinal), MessageValues.Sample, value => value);
        return text;
    }

    private static string Fill(string template, MessageValues values, Func<string, string> encode)
    {
        var filled = new StringBuilder(template.Length + 256);
        var position = 0;
        while (template.IndexOf("{{", position, StringComparison.Ordinal) is >= 0 and var start)
        {
            var end = template.IndexOf("}}", start, StringComparison.Ordinal);
            if (end < 0)
            {
                throw new InvalidDataException("A placeholder of a message is not closed.");
            }

            filled.Append(template, position, start - position).Append(encode(values.Find(template[(start + 2)..end])));
            position = end + 2;
        }

        return filled.Append(template, position, template.Length - position).ToString();
    }

    private sealed record Template(string? Subject, string Text, string? Html);
}

/// <summary>A message filled in.</summary>
/// <param name="Subject">Of an email.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">Of an email: a whole page.</param>
public sealed record MessageText(string? Subject, string Text, string? Html);
