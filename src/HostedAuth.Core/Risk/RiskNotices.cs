using HostedAuth.Core.Delivery;
using HostedAuth.Core.Requests;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Risk;

/// <summary>The mails that tell users of sign-ins that look like somebody else's.</summary>
public sealed class RiskNotices(
    HostedAuthDbContext context,
    PoolScope scope,
    CallDetails call,
    RiskNoticeText text,
    AuthEventFeedback feedback,
    Triggers.Triggers triggers,
    Outbox outbox,
    TimeProvider time)
{
    /// <summary>Adds the mail to the unit of work. Who has no proven address gets none.</summary>
    /// <param name="at">The attempt, judged.</param>
    /// <param name="configuration">The pool's own mails; null for the theme's.</param>
    public void Add(SignInContext at, NotifyConfiguration? configuration)
    {
        ArgumentNullException.ThrowIfNull(at);
        if (at.Claimant.User is not { } user || !user.HasVerified("email"))
        {
            return;
        }

        var notice = NoticeOf(at, user);
        var template = TemplateOf(configuration, notice.Action, user.ActiveFactors.Count > 0);
        var written = text.Write(scope.Pool, at.Client, user, template, notice);
        outbox.Add(context, new Message
        {
            Channel = Channels.Email,
            To = user.Attributes["email"],
            UserId = user.Id,
            Purpose = MessagePurpose.RiskNotice,
            From = configuration?.From ?? scope.Pool.Settings.EmailConfiguration?.From,
            ReplyTo = configuration?.ReplyTo ?? scope.Pool.Settings.EmailConfiguration?.ReplyToEmailAddress,
            Subject = written.Subject,
            Text = written.Text,
            Html = written.Html,
            Event = triggers.CustomSenderEvent(
                at.Client,
                user,
                MessagePurpose.RiskNotice,
                Channels.Email,
                user.Attributes["email"],
                code: null,
                text.AttributesOf(scope.Pool, user, notice)),
        });
    }

    private RiskNotice NoticeOf(SignInContext at, User user) => new()
    {
        EventId = at.Attempt.EventId,
        Action = at.Attempt.Risk?.Action,
        FeedbackToken = feedback.TokenFor(at.Attempt.EventId, user.Id),
        At = time.GetUtcNow(),
        IpAddress = call.IpAddress ?? "",
        DeviceName = DeviceName.Of(call.UserAgent) ?? "",
    };

    private static NotifyEmail? TemplateOf(NotifyConfiguration? configuration, string? action, bool hasSecondFactor) =>
        action switch
        {
            AttemptRisk.Block => configuration?.BlockEmail,
            AttemptRisk.MfaRequired or AttemptRisk.MfaIfConfigured when hasSecondFactor => configuration?.MfaEmail,
            _ => configuration?.NoActionEmail,
        };
}

/// <summary>What a mail about a risk tells.</summary>
public sealed record RiskNotice
{
    public required string EventId { get; init; }

    /// <summary>What is done about it: one of <see cref="AttemptRisk"/>'s actions; null for nothing.</summary>
    public string? Action { get; init; }

    public bool IsBlocked => Action is AttemptRisk.Block;

    /// <summary>Lets the reader say whether it was them.</summary>
    public required Secrets.Secret FeedbackToken { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string IpAddress { get; init; }

    public required string DeviceName { get; init; }
}
