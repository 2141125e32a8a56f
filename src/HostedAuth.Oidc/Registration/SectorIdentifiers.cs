using System.Net;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Outbound;

namespace HostedAuth.Oidc.Registration;

/// <summary>
/// Fetches a sector_identifier_uri: its JSON array must hold every redirect address of the client (OpenID Connect
/// Registration, section 5). Else anybody could join the sector of somebody else, and be told the same subjects.
/// </summary>
internal sealed class SectorIdentifiers(OutboundHttp http)
{
    private const int MaximumBytes = 64 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <exception cref="OAuthException">invalid_client_metadata.</exception>
    public async Task CheckAsync(ClientRegistration registration, CancellationToken cancellationToken)
    {
        if (registration.Metadata.SectorIdentifierUri is not { } address)
        {
            return;
        }

        if (registration.CallbackUrls.Count == 0)
        {
            // Every list holds all of none: the client would have shown nothing.
            throw new OAuthException("invalid_client_metadata", "sector_identifier_uri needs redirect_uris.");
        }

        // What the other side answered, or why it didn't, is told to nobody: it would map the network behind this server.
        var listed = await FetchAsync(address, cancellationToken);
        if (listed is null || registration.CallbackUrls.Except(listed).Any())
        {
            throw new OAuthException(
                "invalid_client_metadata",
                "sector_identifier_uri must answer a JSON array that holds every one of redirect_uris.");
        }
    }

    private async Task<List<string>?> FetchAsync(string address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        try
        {
            var answer = await http.SendAsync(request, ChosenBy.Anyone, Limit, MaximumBytes, cancellationToken);
            return answer.Status is HttpStatusCode.OK ? JsonSerializer.Deserialize<List<string>>(answer.Body) : null;
        }
        catch (Exception exception) when (exception is OutboundException or JsonException)
        {
            return null;
        }
    }
}
