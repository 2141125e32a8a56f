using System.Net;
using System.Text.RegularExpressions;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// A message template that a pool brings (VerificationMessageTemplate, InviteMessageTemplate and the older single members),
/// with Cognito's placeholders: <c>{####}</c>, <c>{username}</c>, <c>{##text of the link##}</c>.
/// </summary>
internal sealed partial record PoolTemplates(string? Subject, string Body, bool IsHtml)
{
    private const string DefaultSubject = "Your verification code";

    /// <summary>The pool's template, or null where the theme's is to be used.</summary>
    public static PoolTemplates? Find(PoolSnapshot pool, MessagePurpose purpose, string channel, bool byLink)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return purpose is MessagePurpose.Authentication
            ? OfSignIn(pool, channel)
            : Find(pool.Settings, purpose, channel, byLink);
    }

    internal static PoolTemplates? Find(UserPoolSettings settings, MessagePurpose purpose, string channel, bool byLink)
    {
        var template = settings.VerificationMessageTemplate;
        var invitation = settings.AdminCreateUserConfig?.InviteMessageTemplate;
        return (purpose, channel) switch
        {
            (MessagePurpose.Invitation, Channels.Sms) => Of(null, invitation?.SMSMessage, isHtml: false),
            (MessagePurpose.Invitation, _) => Of(invitation?.EmailSubject, invitation?.EmailMessage, isHtml: true),
            (_, Channels.Sms) => Of(null, template?.SmsMessage ?? settings.SmsVerificationMessage, isHtml: false),
            _ when byLink => Of(template?.EmailSubjectByLink, template?.EmailMessageByLink, isHtml: true),
            _ => Of(
                template?.EmailSubject ?? settings.EmailVerificationSubject,
                template?.EmailMessage ?? settings.EmailVerificationMessage,
                isHtml: true),
        };
    }

    public MessageText Fill(MessageValues values) => IsHtml
        ? new(OneLine(Subject ?? DefaultSubject), ToText(FillBody(values, text => text)), FillBody(values, Encode))
        : new(null, FillBody(values, text => text), null);

    private static PoolTemplates? OfSignIn(PoolSnapshot pool, string channel) => channel is Channels.Sms
        ? Of(null, pool.Settings.SmsAuthenticationMessage, isHtml: false)
        : Of(pool.Mfa.Factors.Email?.Subject, pool.Mfa.Factors.Email?.Message, isHtml: true);

    private static PoolTemplates? Of(string? subject, string? body, bool isHtml) =>
        body is null ? null : new(subject, body, isHtml);

    /// <summary>Filled in one pass: what a value holds is never taken for a placeholder.</summary>
    private string FillBody(MessageValues values, Func<string, string> encode) =>
        Placeholder().Replace(Body, match => match.Value switch
        {
            "{####}" => encode(values.Code.Value),
            "{username}" => encode(values.Username),
            _ => $"<a href=\"{Encode(values.Link)}\">{match.Groups["text"].Value}</a>",
        });

    /// <summary>The same message for readers without HTML: links spelled out, tags dropped.</summary>
    private static string ToText(string html)
    {
        var spelled = Anchor().Replace(html, match => $"{match.Groups["text"].Value}: {match.Groups["link"].Value}");
        return WebUtility.HtmlDecode(Tag().Replace(LineBreak().Replace(spelled, "\n"), ""));
    }

    /// <summary>The API takes line breaks in a subject; a header can't hold them.</summary>
    private static string OneLine(string subject) => subject.ReplaceLineEndings(" ").Trim();

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex("\\{####\\}|\\{username\\}|\\{##(?<text>[^#]*)##\\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();

    [GeneratedRegex("<a href=\"(?<link>[^\"]*)\">(?<text>[^<]*)</a>", RegexOptions.NonBacktracking)]
    private static partial Regex Anchor();

    [GeneratedRegex("<br ?/?>|</p>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
