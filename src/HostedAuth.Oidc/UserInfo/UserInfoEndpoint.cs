using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Users;
using HostedAuth.Oidc.ProtectedResources;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.UserInfo;

/// <summary>
/// GET and POST /oauth2/userInfo (OIDC Core, section 5.3): what the token's scopes, and the claims asked for, open of
/// its user.
/// </summary>
internal sealed class UserInfoEndpoint(
    PoolScope scope,
    ProtectedResource resource,
    AuthenticationDemands demands,
    UserAttributes attributes,
    ServerJwts jwts,
    Issuer issuer)
{
    private const string RequiredScope = "openid";

    public async Task HandleAsync(HttpContext context)
    {
        var identity = await resource.EnterAsync(context, RequiredScope);
        demands.Check(identity);
        var readable = attributes.Readable(identity.Client, identity.User);
        // What another client asked for, whose token this one was exchanged for, is not told to this one.
        var asked = identity.Session.ClientId == identity.Client.ClientId
            ? ClaimsRequest.Parse(identity.Session.ClaimsRequest)
            : null;
        void WriteMembers(Utf8JsonWriter json)
        {
            foreach (var (name, value) in readable.Where(one =>
                ScopedAttributes.IsOpen(one.Key, identity.Scopes, identity.Session.Scopes, scope.Pool.IsStrict)
                || (asked is not null && ClaimsRequest.Asks(asked.UserInfo, one.Key, one.Value))))
            {
                WriteClaim(json, name, value);
            }

            json.WriteString("username", identity.Username);
        }

        if (identity.Client.Metadata.UserinfoSignedResponseAlg is { } algorithm)
        {
            await AnswerSignedAsync(context, identity.Client, algorithm, WriteMembers);
            return;
        }

        await JsonAnswer.WriteAsync(context.Response, WriteMembers);
    }

    /// <summary>
    /// As a JWT for the client (OIDC Core, section 5.3.2). It has a type, which our tokens of Cognito's form have not.
    /// </summary>
    private async Task AnswerSignedAsync(
        HttpContext context,
        ClientSnapshot client,
        string algorithm,
        Action<Utf8JsonWriter> writeMembers)
    {
        var signed = await jwts.SignAsync(
            "JWT",
            client.AlgorithmOr(algorithm),
            json =>
            {
                json.WriteString("iss", issuer.Of(scope.Pool));
                json.WriteString("aud", client.ClientId);
                writeMembers(json);
            },
            context.RequestAborted);
        await JwtAnswer.WriteAsync(context.Response, "application/jwt", signed);
    }

    /// <summary>OIDC Core, section 5.1 makes the verified flags booleans; Cognito, and so a strict pool, strings.</summary>
    private void WriteClaim(Utf8JsonWriter json, string name, string value)
    {
        switch (name)
        {
            case "email_verified" or "phone_number_verified" when scope.Pool.IsStrict:
                json.WriteString(name, value);
                break;
            default:
                json.WriteAttribute(name, value, !scope.Pool.IsStrict);
                break;
        }
    }
}
