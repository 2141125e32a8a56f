using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Tokens;
using HostedAuth.Oidc.Token;
using HostedAuth.Oidc.Token.ClientAuthentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HostedAuth.Oidc.Introspection;

/// <summary>
/// POST /oauth2/introspect (RFC 7662), signed on demand (RFC 9701). Says what a token is to the client that it was issued to
/// and to the resource that it is for; to everybody else it is just not active. A public client proves nothing, so it is told
/// nothing (section 2.1). The hint is not needed: tokens tell what they are.
/// </summary>
internal sealed class IntrospectEndpoint(
    ClientAuthenticator clients,
    Core.Tokens.Introspection introspection,
    IntrospectionSigner signer)
{
    private const string SignedType = $"application/{IntrospectionSigner.Type}";

    public async Task HandleAsync(HttpContext context)
    {
        var request = await ClientRequest.ReadAsync(context.Request);
        var client = await clients.AuthenticateConfidentialAsync(request, context.RequestAborted);
        var token = new Secret(request.Require("token"));

        var found = await introspection.FindAsync(client, token, context.RequestAborted);

        var response = context.Response;
        if (WantsSigned(context.Request, client))
        {
            var signed = await signer.SignAsync(client, json => IntrospectionMembers.Write(json, found), context.RequestAborted);
            response.ContentType = SignedType;
            response.ContentLength = signed.Length;
            response.Headers.CacheControl = "no-store";
            await response.WriteAsync(signed, context.RequestAborted);
            return;
        }

        await JsonAnswer.WriteAsync(response, json => IntrospectionMembers.Write(json, found));
    }

    /// <summary>RFC 9701, sections 4 and 6: by the request, or always for a client that says so.</summary>
    private static bool WantsSigned(HttpRequest request, ClientSnapshot client) =>
        client.Metadata.IntrospectionSignedResponseAlg is not null
        || (MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
            && accepted.Any(type => type.MediaType.Equals(SignedType, StringComparison.OrdinalIgnoreCase) && type.Quality != 0));
}
