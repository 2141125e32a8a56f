namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>EmailConfigurationType</c> of the
/// API.)
/// </summary>
public sealed record EmailConfiguration
{
    public string? ConfigurationSet { get; init; }

    public string? EmailSendingAccount { get; init; }

    public string? From { get; init; }

    public string? ReplyToEmailAddress { get; init; }

    public string? SourceArn { get; init; }
}
