using HostedAuth.Core.AppClients;

namespace HostedAuth.Server.Pages;

/// <summary>Where an address leads, in a word that people can judge.</summary>
internal static class Destination
{
    /// <summary>
    /// The host as DNS knows it, since letters of other scripts look like those of another host; of an app on the device what
    /// its addresses begin with.
    /// </summary>
    public static string Of(string address) => RedirectSite.Find(address) is { } site
        ? WebAddress.AuthorityOf(site)
        : RedirectSite.Of(address);
}
