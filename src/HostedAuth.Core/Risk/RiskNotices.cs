using HostedAuth.Core.Delivery;
using HostedAuth.Core.Requests;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.Risk;

/// <summary>The mails that tell users of sign-ins that look like somebody else's.</summary>
public sealed class RiskNotices(
    HostedAuthDbContext context,
    PoolScope scope,
    CallDetails call,
    RiskNoticeText text,
    AuthEventFeedback feedback,
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

        var written = text.Write(
            scope.Pool,
            at.Client,
            user,
            TemplateOf(configuration, at.Attempt.Risk?.Action, user.ActiveFactors.Count > 0),
            new RiskNotice
            {
                EventId = at.Attempt.EventId,
                IsBlocked = at.Attempt.Risk?.Action is AttemptRisk.Block,
                FeedbackToken = feedback.TokenFor(at.Attempt.EventId, user.Id),
                At = time.GetUtcNow(),
                IpAddress = call.IpAddress ?? "",
                DeviceName = DeviceName.Of(call.UserAgent) ?? "",
            });
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
        });
    }

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

    public required bool IsBlocked { get; init; }

    /// <summary>Lets the reader say whether it was them.</summary>
    public required Secrets.Secret FeedbackToken { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string IpAddress { get; init; }

    public required string DeviceName { get; init; }
}
