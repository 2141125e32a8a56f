using HostedAuth.Core.Delivery;
using HostedAuth.Core.Errors;

namespace HostedAuth.Core.UserPools;

/// <summary>
/// The tags that mean something here, all named <c>hostedauth:…</c>, and what each may say: a typing error must not become a
/// default. Tags of other names are the pool owner's.
/// </summary>
public sealed class TagRules
{
    private const string Prefix = "hostedauth:";

    private readonly Dictionary<string, TagRule> _rules;

    public TagRules(MessageRoutes routes, MessageTemplates theme, Deployment.Settings settings)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(theme);
        ArgumentNullException.ThrowIfNull(settings);
        _rules = new()
        {
            [PoolTags.Email] = new(
                value => routes.CanGo(value, Channels.Email),
                "a sender that is configured: smtp, ses or webhook:<name of Webhooks>"),
            [PoolTags.Events] = new(
                value => value is "" || settings.Webhooks.ContainsKey(value),
                "the name of one of the settings' Webhooks, or empty"),
            [PoolTags.Language] = new(theme.Has, $"a language of the theme: {string.Join(", ", theme.Languages.Order())}"),
            [PoolTags.MagicLink] = OneOf("true", "false"),
            [PoolTags.Notices] = OneOf("on", "off"),
            [PoolTags.Pkce] = OneOf("required", "optional"),
            [PoolTags.Sms] = new(
                value => routes.CanGo(value, Channels.Sms),
                "a sender that is configured: sns, twilio or webhook:<name of Webhooks>"),
            [PoolTags.Srp] = OneOf("on", "off"),
            [PoolTags.Strict] = OneOf("true", "false"),
        };
    }

    /// <summary>
    /// Refuses with InvalidParameter tags of ours that don't exist, or whose value means nothing in this deployment.
    /// </summary>
    public void Check(IReadOnlyDictionary<string, string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        foreach (var (key, value) in tags.Where(tag => tag.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            var rule = _rules.GetValueOrDefault(key);
            AuthError.RefuseInvalid(
                rule is null, $"There is no tag {key}. This server knows {string.Join(", ", _rules.Keys)}.");
            AuthError.RefuseInvalid(!rule!.Takes(value), $"The tag {key} can't be \"{value}\"; it may be {rule.Meant}.");
        }
    }

    private static TagRule OneOf(params string[] values) => new(values.Contains, string.Join(" or ", values));

    /// <param name="Takes">Whether the tag may have the value.</param>
    /// <param name="Meant">What it may be, as the end of a sentence.</param>
    private sealed record TagRule(Func<string, bool> Takes, string Meant);
}
