namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>MessageTemplateType</c> of the
/// API.)
/// </summary>
public sealed record MessageTemplate
{
    public string? EmailMessage { get; init; }

    public string? EmailSubject { get; init; }

    public string? SMSMessage { get; init; }
}
