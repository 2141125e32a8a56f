using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Storage;
using HostedAuth.Oidc.Token;
using HostedAuth.Oidc.Token.ClientAuthentication;
using HostedAuth.Oidc.Token.GrantTypes;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Device;

/// <summary>
/// POST /oauth2/device_authorization (RFC 8628, section 3.1): a device without a browser asks for a code that a person
/// carries to one.
/// </summary>
internal sealed class DeviceAuthorizationEndpoint(
    ClientAuthenticator clients,
    DeviceStarts devices,
    PoolAddress addresses,
    PoolScope scope)
{
    /// <summary>Where people go with the code, below the pool's address: short, since it is typed in.</summary>
    private const string Page = "/device";

    public async Task HandleAsync(HttpContext context)
    {
        // Extract.
        var request = await ClientRequest.ReadAsync(context.Request);

        // Validate.
        var client = await clients.AuthenticateAsync(request, context.RequestAborted);
        if (!client.FurtherGrantTypes.Contains(DeviceCodeGrant.GrantType))
        {
            throw new OAuthException("unauthorized_client", "The client may not use the device authorization grant.");
        }

        // Handle.
        var started = await StartAsync(request, client, context.RequestAborted);

        // Apply.
        await WriteAsync(context.Response, started);
    }

    private Task<StartedDeviceAuthorization> StartAsync(
        ClientRequest request,
        ClientSnapshot client,
        CancellationToken cancellationToken) =>
        devices.StartAsync(
            client,
            ClientScopes.Grant(client, request.Find("scope")),
            ResourceIndicators.Read(scope.Pool, request.Parameters),
            cancellationToken);

    /// <summary>RFC 8628, section 3.2.</summary>
    private Task WriteAsync(HttpResponse response, StartedDeviceAuthorization started)
    {
        var page = addresses.BaseOf(scope.Pool) + Page;
        return JsonAnswer.WriteAsync(response, json =>
        {
            json.WriteString("device_code", started.DeviceCode.Value);
            json.WriteString("user_code", started.UserCode.Value);
            json.WriteString("verification_uri", page);
            json.WriteString("verification_uri_complete", $"{page}?user_code={started.UserCode.Value}");
            json.WriteNumber("expires_in", (int)started.Lifetime.TotalSeconds);
            json.WriteNumber("interval", started.IntervalSeconds);
        });
    }
}
