using System.Globalization;
using System.Net;
using System.Text;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Risk;

/// <summary>
/// Writes a mail about a risk: the pool's template with Cognito's placeholders, else the theme's. Its links lead to a page
/// that asks for one press, since scanners of mail open links too.
/// </summary>
public sealed class RiskNoticeText(MessageTemplates theme, PoolAddress addresses, MessageLanguages languages)
{
    /// <summary>The mail, in the first of the user's languages that the theme has.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="client">The client signed in to.</param>
    /// <param name="user">Whose sign-in it seems to be.</param>
    /// <param name="template">The pool's (NotifyConfiguration); without a body the theme's is taken.</param>
    /// <param name="notice">What happened.</param>
    public MessageText Write(
        PoolSnapshot pool,
        ClientSnapshot client,
        User user,
        NotifyEmail? template,
        RiskNotice notice)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(notice);
        var link = LinkOf(pool, user, notice);
        var values = ValuesOf(user, notice, link);
        if (template is { HtmlBody: not null } or { TextBody: not null })
        {
            var plain = Fill(template.TextBody ?? "", values, text => text);
            return new(
                Fill(template.Subject ?? "", values, text => text).ReplaceLineEndings(" ").Trim(),
                plain,
                template.HtmlBody is null ? null : Fill(template.HtmlBody, values, text => WebUtility.HtmlEncode(text)));
        }

        var name = notice.IsBlocked ? MessageTemplates.SignInBlocked : MessageTemplates.SignInNoticed;
        var mine = new MessageValues
        {
            App = client.Client.Name,
            Username = user.Username == user.Id ? user.Attributes.GetValueOrDefault("email", user.Username) : user.Username,
            Code = new Secret(""),
            Link = link,
            Host = new Uri(addresses.BaseOf(pool)).Host,
            Time = values["login-time"],
            Address = notice.IpAddress,
            Device = values["device-name"],
        };
        return theme.Write(name, Channels.Email, mine, languages.Of(pool, user));
    }

    /// <summary>
    /// As the event of CustomEmailSender_AccountTakeOverNotification names it: EVENT_ID, USER_NAME, LOGIN_TIME …
    /// </summary>
    internal IEnumerable<KeyValuePair<string, string>> AttributesOf(PoolSnapshot pool, User user, RiskNotice notice) =>
    [
        .. ValuesOf(user, notice, LinkOf(pool, user, notice)).Select(value => KeyValuePair.Create(
            value.Key is "username" ? "USER_NAME" : value.Key.Replace('-', '_').ToUpperInvariant(), value.Value)),
        new("ACCOUNT_TAKE_OVER_ACTION", notice.Action ?? AttemptRisk.NoAction),
    ];

    private string LinkOf(PoolSnapshot pool, User user, RiskNotice notice) =>
        $"{addresses.BaseOf(pool)}/signInFeedback?user_name={Uri.EscapeDataString(user.Username)}"
        + $"&event_id={notice.EventId}&feedback_token={Uri.EscapeDataString(notice.FeedbackToken.Value)}";

    private static Dictionary<string, string> ValuesOf(User user, RiskNotice notice, string link) => new()
    {
        ["username"] = user.Username,
        ["ip-address"] = notice.IpAddress,
        ["login-time"] = notice.At.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
        ["device-name"] = notice.DeviceName.Length > 0 ? notice.DeviceName : "unknown",
        // This server knows no map of addresses.
        ["city"] = "unknown",
        ["country"] = "unknown",
        ["event-id"] = notice.EventId,
        ["feedback-token"] = notice.FeedbackToken.Value,
        ["one-click-link-valid"] = $"{link}&feedback=Valid",
        ["one-click-link-invalid"] = $"{link}&feedback=Invalid",
    };

    /// <summary>
    /// In one pass: what a value holds is never taken for a placeholder. Unknown placeholders stay as they are.
    /// </summary>
    private static string Fill(string template, Dictionary<string, string> values, Func<string, string> encode)
    {
        var filled = new StringBuilder(template.Length + 256);
        var position = 0;
        while (template.IndexOf('{', position) is >= 0 and var start)
        {
            var end = template.IndexOf('}', start);
            filled.Append(template, position, start - position);
            if (end > 0 && values.TryGetValue(template[(start + 1)..end], out var value))
            {
                filled.Append(encode(value));
                position = end + 1;
            }
            else
            {
                filled.Append('{');
                position = start + 1;
            }
        }

        return filled.Append(template, position, template.Length - position).ToString();
    }
}
