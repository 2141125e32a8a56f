namespace HostedAuth.Core.AppClients;

/// <summary>The sector within which pairwise subjects are the same (OIDC Core, section 8.1).</summary>
internal static class Sectors
{
    /// <summary>
    /// The host of <c>sector_identifier_uri</c>; else the one host of the redirect addresses. A client that has neither is a
    /// sector of its own: nobody else learns its subjects.
    /// </summary>
    public static string Of(ClientSnapshot client)
    {
        if (WebAddress.Read(client.Metadata.SectorIdentifierUri ?? "") is { } named)
        {
            return named.Host;
        }

        var hosts = client.CallbackUrls.Select(WebAddress.Read).OfType<Uri>().Select(uri => uri.Host).Distinct().ToList();
        return hosts is [var host] ? host : client.ClientId;
    }
}
