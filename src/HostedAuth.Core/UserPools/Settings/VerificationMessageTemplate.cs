namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// Texts of verification messages; a code or a link, by DefaultEmailOption. (<c>VerificationMessageTemplateType</c> of
/// the API.)
/// </summary>
public sealed record VerificationMessageTemplate
{
    public string? DefaultEmailOption { get; init; }

    public string? EmailMessage { get; init; }

    public string? EmailMessageByLink { get; init; }

    public string? EmailSubject { get; init; }

    public string? EmailSubjectByLink { get; init; }

    public string? SmsMessage { get; init; }
}
