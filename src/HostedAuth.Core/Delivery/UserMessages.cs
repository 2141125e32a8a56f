using HostedAuth.Core.AppClients;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Writes the messages of a pool: the pool's templates with Cognito's placeholders, else the theme's texts. Links are built
/// from the configured public address alone.
/// </summary>
public sealed class UserMessages(
    MessageTemplates theme,
    PoolAddress addresses,
    MessageLanguages languages,
    Triggers.Triggers triggers,
    TimeProvider time)
{
    /// <summary>A message that brings a code, or a link where the pool says so (CONFIRM_WITH_LINK, sign-up only).</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="client">The client it happened at; null for an administrator's act.</param>
    /// <param name="user">The receiver.</param>
    /// <param name="purpose">Why.</param>
    /// <param name="channel"><c>email</c> or <c>sms</c>.</param>
    /// <param name="destination">The address or number.</param>
    /// <param name="code">The code, or the temporary password of an invitation.</param>
    /// <param name="custom">What a trigger wants otherwise; null for nothing.</param>
    /// <param name="signInLink">The link that stands beside the code of a sign-in; null for none.</param>
    public Message Write(
        PoolSnapshot pool,
        ClientSnapshot? client,
        User user,
        MessagePurpose purpose,
        string channel,
        string destination,
        Secret code,
        CustomText? custom = null,
        string? signInLink = null)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(user);
        var byLink = ConfirmsByLink(pool, client, purpose, channel);
        var values = ValuesOf(pool, client, user, purpose, code);
        values = signInLink is null ? values : values with { Link = signInLink };
        var hasLink = byLink || signInLink is not null;
        var template = PoolTemplates.Find(pool, purpose, channel, byLink);
        var text = (custom is null ? template : custom.Over(template, channel))?.Fill(values)
            ?? theme.Write(NameOf(purpose, hasLink), channel, values, languages.Of(pool, user));
        return new Message
        {
            Channel = channel,
            To = destination,
            UserId = user.Id,
            Purpose = purpose,
            From = pool.Settings.EmailConfiguration?.From,
            ReplyTo = pool.Settings.EmailConfiguration?.ReplyToEmailAddress,
            Subject = text.Subject,
            Text = text.Text,
            Html = text.Html,
            Code = byLink ? null : code.Value,
            Event = triggers.CustomSenderEvent(client, user, purpose, channel, destination, code),
            Link = hasLink ? values.Link : null,
            GoodUntil = time.GetUtcNow() + values.Validity,
        };
    }

    /// <summary>The mail to somebody whose address was used to sign up again; it brings no code.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="client">The client it happened at.</param>
    /// <param name="owner">Who has the account, with an email address.</param>
    public Message WriteAccountExists(PoolSnapshot pool, ClientSnapshot client, User owner)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(owner);
        var values = new MessageValues
        {
            App = client.Client.Name,
            Username = NameForReader(owner),
            Code = new Secret(""),
            Link = "",
            Host = new Uri(addresses.BaseOf(pool)).Host,
        };
        var text = theme.Write(MessageTemplates.AccountExists, Channels.Email, values, languages.Of(pool, owner));
        return new Message
        {
            Channel = Channels.Email,
            To = owner.Attributes["email"],
            UserId = owner.Id,
            Purpose = MessagePurpose.AccountExists,
            From = pool.Settings.EmailConfiguration?.From,
            ReplyTo = pool.Settings.EmailConfiguration?.ReplyToEmailAddress,
            Subject = text.Subject,
            Text = text.Text,
            Html = text.Html,
            Event = triggers.CustomSenderEvent(
                client, owner, MessagePurpose.AccountExists, Channels.Email, owner.Attributes["email"], code: null),
        };
    }

    private static bool ConfirmsByLink(PoolSnapshot pool, ClientSnapshot? client, MessagePurpose purpose, string channel) =>
        channel == Channels.Email
        && client is not null
        && purpose is MessagePurpose.SignUp or MessagePurpose.ResendCode
        && pool.Settings.VerificationMessageTemplate?.DefaultEmailOption == "CONFIRM_WITH_LINK";

    private MessageValues ValuesOf(
        PoolSnapshot pool,
        ClientSnapshot? client,
        User user,
        MessagePurpose purpose,
        Secret code)
    {
        var address = addresses.BaseOf(pool);
        return new MessageValues
        {
            App = client?.Client.Name ?? pool.Pool.Name,
            Username = NameForReader(user),
            Code = code,
            Link = LinkOf(address, client, user, purpose, code),
            Validity = purpose switch
            {
                MessagePurpose.ForgotPassword => OneTimeCodes.LifetimeOf(CodePurpose.ResetPassword),
                MessagePurpose.Invitation => pool.PasswordRules.TemporaryPasswordLifetime,
                MessagePurpose.Authentication => client!.AuthSessionLifetime,
                _ => OneTimeCodes.LifetimeOf(CodePurpose.ConfirmSignUp),
            },
            Host = new Uri(address).Host,
        };
    }

    /// <summary>In pools whose users sign in by email or phone the user name is a UUID that tells its owner nothing.</summary>
    private static string NameForReader(User user) =>
        user.Username != user.Id
            ? user.Username
            : user.Attributes.GetValueOrDefault("email")
                ?? user.Attributes.GetValueOrDefault("phone_number")
                ?? user.Username;

    private static string LinkOf(
        string address,
        ClientSnapshot? client,
        User user,
        MessagePurpose purpose,
        Secret code)
    {
        if (client is null)
        {
            return "";
        }

        var query = $"client_id={Uri.EscapeDataString(client.ClientId)}&user_name={Uri.EscapeDataString(user.Username)}"
            + $"&confirmation_code={Uri.EscapeDataString(code.Value)}";
        return purpose is MessagePurpose.SignUp or MessagePurpose.ResendCode ? $"{address}/confirmUser?{query}" : "";
    }

    private static string NameOf(MessagePurpose purpose, bool hasLink) => purpose switch
    {
        MessagePurpose.SignUp => hasLink ? MessageTemplates.SignUpLink : MessageTemplates.SignUpCode,
        MessagePurpose.ResendCode => hasLink ? MessageTemplates.SignUpLink : MessageTemplates.ResendCode,
        MessagePurpose.ForgotPassword => MessageTemplates.ForgotPassword,
        MessagePurpose.UpdateAttribute or MessagePurpose.VerifyAttribute => MessageTemplates.VerifyAttribute,
        MessagePurpose.Invitation => MessageTemplates.Invitation,
        MessagePurpose.AccountExists => MessageTemplates.AccountExists,
        MessagePurpose.Authentication => hasLink ? MessageTemplates.SignInLink : MessageTemplates.SignInCode,
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };
}
