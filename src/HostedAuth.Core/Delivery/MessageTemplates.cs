using System.Collections.Frozen;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// The messages of a theme, in its languages: <c>mail/&lt;language&gt;/&lt;name&gt;.txt</c> (first line the subject, then the
/// text, which <see cref="MailLayout"/> also makes a page of), <c>sms/&lt;language&gt;/&lt;name&gt;.txt</c>, and
/// <c>mail/&lt;language&gt;/words.json</c>. A message that a language lacks goes out in the theme's own. Read once, at the
/// start; a missing file or a placeholder that does not exist stops it.
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
    public const string SignInLink = "sign-in-link";
    public const string SignInNoticed = "sign-in-noticed";
    public const string SignInBlocked = "sign-in-blocked";
    public const string AccountChanged = "account-changed";
    public const string AccountChangedByApp = "account-changed-by-app";

    private readonly FrozenDictionary<string, MessageLanguage> _languages;
    private readonly MessageLanguage _own;
    private readonly MailLayout _layout;

    /// <param name="themeFolder">The folder of the theme, which holds <c>mail</c> and <c>sms</c>.</param>
    /// <param name="ownLanguage">The language that has every message.</param>
    /// <exception cref="InvalidDataException">A file is missing, or names a placeholder that does not exist.</exception>
    public MessageTemplates(string themeFolder, string ownLanguage)
    {
        _layout = new MailLayout(themeFolder);
        _own = new MessageLanguage(themeFolder, ownLanguage, fallback: null);
        _languages = Directory.GetDirectories(Path.Combine(themeFolder, "mail"))
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name is not "blocks" && name != ownLanguage)
            .Select(name => new MessageLanguage(themeFolder, name, _own))
            .Append(_own)
            .ToFrozenDictionary(language => language.Name, StringComparer.OrdinalIgnoreCase);
        // A typing error in a template stops the start, not the first sign-up.
        foreach (var (language, name) in _languages.Keys.SelectMany(one => Names.Select(name => (one, name))))
        {
            Write(name, Channels.Email, MessageValues.Sample, [language]);
            if (IsTexted(name))
            {
                Write(name, Channels.Sms, MessageValues.Sample, [language]);
            }
        }
    }

    /// <summary>The names of all messages.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        SignUpCode, SignUpLink, ResendCode, ForgotPassword, VerifyAttribute, Invitation, AccountExists, SignInCode,
        SignInLink, SignInNoticed, SignInBlocked, AccountChanged, AccountChangedByApp,
    ];

    /// <summary>The languages that the theme has.</summary>
    public IEnumerable<string> Languages => _languages.Keys;

    /// <summary>Whether the theme speaks the language (BCP 47), or the one it is a kind of.</summary>
    public bool Has(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return Find(language) is not null;
    }

    /// <summary>
    /// Whether the message goes out by SMS too. A link is for reading mail: a phone number is always confirmed by a code. Nor
    /// is anybody texted about what they or others did.
    /// </summary>
    public static bool IsTexted(string name) =>
        name is not (SignUpLink or SignInLink or AccountExists or SignInNoticed or SignInBlocked or AccountChanged
            or AccountChangedByApp);

    /// <summary>Fills a message in.</summary>
    /// <param name="name">One of <see cref="Names"/>; by SMS one that <see cref="IsTexted"/>.</param>
    /// <param name="channel"><c>email</c> or <c>sms</c>.</param>
    /// <param name="values">What stands in the placeholders; encoded where it goes into HTML.</param>
    /// <param name="wanted">Languages (BCP 47, <c>de-CH</c> or <c>de_CH</c>), the reader's first choice first.</param>
    public MessageText Write(string name, string channel, MessageValues values, IEnumerable<string> wanted)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(wanted);
        var language = wanted.Select(Find).FirstOrDefault(found => found is not null) ?? _own;
        string Look(string placeholder) => values.Find(placeholder, language);
        if (channel == Channels.Sms)
        {
            return new(null, Placeholders.Fill(language.Sms(name), Look), null);
        }

        var (subject, body) = language.Mail(name);
        return new(
            Placeholders.Fill(subject, Look).ReplaceLineEndings(" "),
            MailLayout.ToText(body, Look),
            _layout.ToPage(body, language, Look));
    }

    /// <summary>The language itself, or the one it is a kind of: <c>de</c> for <c>de-CH</c>.</summary>
    private MessageLanguage? Find(string tag) =>
        _languages.GetValueOrDefault(tag.Replace('_', '-')) ?? _languages.GetValueOrDefault(tag.Split('-', '_')[0]);
}

/// <summary>A message filled in.</summary>
/// <param name="Subject">Of an email.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">Of an email: a whole page.</param>
public sealed record MessageText(string? Subject, string Text, string? Html);
