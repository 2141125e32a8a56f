using HostedAuth.Core.AppClients;

namespace HostedAuth.Server.Pages;

/// <summary>A page that an app names as its own: shown as a link that tells it nothing, never opened by this server.</summary>
/// <param name="Address">https.</param>
/// <param name="Text">The key of its text.</param>
internal sealed record AppLink(string Address, string Text)
{
    public static IReadOnlyList<AppLink> Of(OAuthClientMetadata metadata) =>
    [
        .. new (string? Address, string Text)[]
        {
            (metadata.ClientUri, "consent.home"),
            (metadata.PolicyUri, "consent.policy"),
            (metadata.TosUri, "consent.terms"),
        }
        .Where(link => Uri.TryCreate(link.Address, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
        .Select(link => new AppLink(link.Address!, link.Text)),
    ];
}
