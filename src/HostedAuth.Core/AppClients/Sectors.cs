namespace HostedAuth.Core.AppClients;

/// <summary>The sector within which pairwise subjects are the same (OIDC Core, section 8.1).</summary>
internal static class Sectors
{
    /// <summary>
    /// The host of <c>sector_identifier_uri</c>; else the one host that all redirect addresses are of. A client that has neither
    /// is a sector of its own: nobody else learns its subjects.
    /// </summary>
    /// <returns>Null for a client that knows users by their own ids.</returns>
    public static string? Of(AppClient client)
    {
        if (client.Metadata is not { SubjectType: "pairwise" } metadata)
        {
            return null;
        }

        if (WebAddress.Read(metadata.SectorIdentifierUri ?? "") is { } named)
        {
            return named.Host;
        }

        return HostsOf(client.Settings.CallbackURLs ?? []) is [{ } host] ? host : client.ClientId;
    }

    /// <summary>
    /// The hosts of redirect addresses, each once; null stands for addresses that belong to nobody in particular: of apps' own
    /// schemes, and of the device itself.
    /// </summary>
    public static IReadOnlyList<string?> HostsOf(IEnumerable<string> addresses) =>
        [.. addresses.Select(address => WebAddress.Read(address) is { IsLoopback: false } uri ? uri.Host : null).Distinct()];
}
