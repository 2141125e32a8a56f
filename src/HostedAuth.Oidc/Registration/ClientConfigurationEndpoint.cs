using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Registration;

/// <summary>
/// GET, PUT and DELETE /oauth2/register/{clientId} (RFC 7592, section 2): a client reads, changes and ends its registration
/// by its registration access token. A foreign client and an unknown one are refused alike.
/// </summary>
internal sealed class ClientConfigurationEndpoint(
    PoolScope scope,
    ClientRegistrations registrations,
    SectorIdentifiers sectors,
    RegistrationAnswer answer)
{
    private const string Scheme = "Bearer ";

    /// <summary>What the server alone says; a client that sends them back mistook the answer for the request.</summary>
    private static readonly string[] ServersOwn =
        ["registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at"];

    public Task HandleAsync(HttpContext context) => RegistrationErrors.TranslateAsync(context, () =>
    {
        var clientId = (string)context.Request.RouteValues["clientId"]!;
        var token = TokenOf(context.Request);
        return context.Request.Method switch
        {
            "GET" => ReadAsync(context, clientId, token),
            "PUT" => ReplaceAsync(context, clientId, token),
            _ => DeleteAsync(context, clientId, token),
        };
    });

    private async Task ReadAsync(HttpContext context, string clientId, Secret token) =>
        await answer.WriteAsync(
            context.Response,
            await registrations.FindAsync(clientId, token, context.RequestAborted));

    private async Task ReplaceAsync(HttpContext context, string clientId, Secret token)
    {
        // Before anything is read of the body: who may not change the client learns nothing of what would be wrong with it.
        var current = await registrations.FindToChangeAsync(clientId, token, context.RequestAborted);
        var body = await RegistrationBody.ReadAsync(context.Request);
        CheckIdentity(body, current);
        var registration = RegistrationReader.Read(body, RegistrationPolicy.OfChange(scope.Pool, current.Client));
        await sectors.CheckAsync(registration, context.RequestAborted);
        await answer.WriteAsync(
            context.Response,
            await registrations.ReplaceAsync(clientId, token, registration, context.RequestAborted));
    }

    private async Task DeleteAsync(HttpContext context, string clientId, Secret token)
    {
        await registrations.FindAsync(clientId, token, context.RequestAborted);
        await registrations.DeleteAsync(clientId, token, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
    }

    /// <summary>
    /// RFC 7592, section 2.2: client_id must be there and right, a secret that is sent must be the client's own.
    /// </summary>
    private static void CheckIdentity(JsonElement body, RegisteredClient current)
    {
        if (!(body.TryGetProperty("client_id", out var id)
            && id.ValueKind is JsonValueKind.String
            && id.ValueEquals(current.Client.ClientId)))
        {
            throw new OAuthException("invalid_client_metadata", "client_id must be the one of the client.");
        }

        if (ServersOwn.FirstOrDefault(name => body.TryGetProperty(name, out _)) is { } own)
        {
            throw new OAuthException("invalid_client_metadata", $"{own} is not the client's to say.");
        }

        if (body.TryGetProperty("client_secret", out var secret)
            && !(secret.ValueKind is JsonValueKind.String && current.Secret?.FixedTimeEquals(secret.GetString()!) == true))
        {
            throw new OAuthException("invalid_client_metadata", "client_secret must be the one of the client: it is not chosen.");
        }
    }

    private static Secret TokenOf(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        return header?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
            ? new Secret(header[Scheme.Length..].Trim())
            : throw new OAuthException("invalid_token", "The registration access token is required.", StatusCodes.Status401Unauthorized)
            {
                Challenge = "Bearer realm=\"HostedAuth\"",
            };
    }
}
