using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Registration;

/// <summary>Tells a client what it is registered as (RFC 7591, section 3.2.1; RFC 7592, section 3).</summary>
internal sealed class RegistrationAnswer(PoolScope scope, PoolAddress addresses)
{
    private static readonly string[] ToldOtherwise = ["grant_types", "response_types", "token_endpoint_auth_method"];

    /// <param name="response">The answer.</param>
    /// <param name="registered">The client, its secret and its token.</param>
    /// <param name="statusCode">201 for a new client.</param>
    public Task WriteAsync(HttpResponse response, RegisteredClient registered, int statusCode = StatusCodes.Status200OK)
    {
        response.StatusCode = statusCode;
        return JsonAnswer.WriteAsync(response, json => Write(json, registered));
    }

    private void Write(Utf8JsonWriter json, RegisteredClient registered)
    {
        var (client, settings) = (registered.Client, registered.Client.Settings);
        var metadata = client.Metadata ?? OAuthClientMetadata.None;
        json.WriteString("client_id", client.ClientId);
        json.WriteNumber("client_id_issued_at", client.CreatedAt.ToUnixTimeSeconds());
        if (registered.Secret is { } secret)
        {
            json.WriteString("client_secret", secret.Value);
            json.WriteNumber("client_secret_expires_at", 0);
        }

        json.WriteString("registration_access_token", registered.Token.Value);
        json.WriteString(
            "registration_client_uri",
            $"{addresses.BaseOf(scope.Pool)}{OidcFace.RegisterPath}/{client.ClientId}");
        json.WriteString("client_name", client.Name);
        WriteTexts(json, "redirect_uris", settings.CallbackURLs ?? []);
        WriteTexts(json, "grant_types", [.. RegistrationGrants.GrantTypes(settings.AllowedOAuthFlows ?? []), .. metadata.GrantTypes ?? []]);
        WriteTexts(json, "response_types", ResponseTypesOf(metadata, settings));
        json.WriteString(
            "token_endpoint_auth_method",
            metadata.TokenEndpointAuthMethod ?? ClientAuthenticationMethods.SecretBasic);
        json.WriteString("scope", string.Join(' ', settings.AllowedOAuthScopes ?? []));
        if (settings.LogoutURLs is { } logoutUrls)
        {
            WriteTexts(json, "post_logout_redirect_uris", logoutUrls);
        }

        foreach (var (name, value) in OAuthMetadataDocument.Write(metadata).Where(member => IsTold(member.Key)))
        {
            json.WritePropertyName(name);
            value!.WriteTo(json);
        }
    }

    /// <summary>What an operator left it of those that it named.</summary>
    private static IEnumerable<string> ResponseTypesOf(OAuthClientMetadata metadata, AppClientSettings settings) =>
        (metadata.ResponseTypes ?? []).Where(name => ResponseType.Find(name)?.IsWithin([.. settings.AllowedOAuthFlows ?? []]) == true);

    /// <summary>
    /// What an operator says of a client names other clients, issuers and rules that are not the client's to know.
    /// </summary>
    private static bool IsTold(string name) =>
        !ToldOtherwise.Contains(name) && !OAuthMetadataRules.Members[name].IsForOperators;

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
