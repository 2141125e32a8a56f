namespace HostedAuth.Core.Delivery;

/// <summary>
/// What a trigger wants to stand in a message, with Cognito's placeholders; null members leave the pool's text.
/// </summary>
/// <param name="Sms">Of an SMS.</param>
/// <param name="Email">Of an email, HTML.</param>
/// <param name="Subject">Of an email.</param>
public sealed record CustomText(string? Sms, string? Email, string? Subject)
{
    /// <summary>
    /// The template for a channel: the pool's own, with what the trigger wants otherwise; null for the theme's.
    /// </summary>
    internal PoolTemplates? Over(PoolTemplates? own, string channel) => channel switch
    {
        Channels.Sms => Sms is null ? own : new PoolTemplates(null, Sms, IsHtml: false),
        _ when Email is not null => new PoolTemplates(Subject ?? own?.Subject, Email, IsHtml: true),
        _ when Subject is not null && own is not null => own with { Subject = Subject },
        _ => own,
    };
}
