using System.Globalization;
using System.Text.Json;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Users;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.UserInfo;

/// <summary>GET and POST /oauth2/userInfo (OIDC Core, section 5.3): what the token's scopes open of its user.</summary>
internal sealed class UserInfoEndpoint(PoolScope scope, AccessTokens accessTokens, UserAttributes attributes)
{
    private const string RequiredScope = "openid";

    public async Task HandleAsync(HttpContext context)
    {
        var token = await BearerToken.ReadAsync(context.Request);
        var identity = await VerifyAsync(token, context.RequestAborted);
        var readable = attributes.Readable(identity.Client, identity.User);
        await JsonAnswer.WriteAsync(context.Response, json =>
        {
            foreach (var (name, value) in readable.Where(one => ScopedAttributes.IsOpen(one.Key, identity.Scopes)))
            {
                WriteClaim(json, name, value);
            }

            json.WriteString("username", identity.User.Username);
        });
    }

    private async Task<AccessTokenIdentity> VerifyAsync(Secret token, CancellationToken cancellationToken)
    {
        try
        {
            return await accessTokens.VerifyAsync(token.Value, RequiredScope, cancellationToken);
        }
        catch (AuthException refusal) when (refusal.Error == AuthError.AccessTokenScope)
        {
            throw BearerToken.Refusal(
                StatusCodes.Status403Forbidden,
                "insufficient_scope",
                refusal.Error.Message,
                RequiredScope);
        }
        catch (AuthException refusal)
        {
            throw InvalidToken(refusal.Error.Message);
        }
    }

    /// <summary>OIDC Core, section 5.1 makes the verified flags booleans; Cognito, and so a strict pool, strings.</summary>
    private void WriteClaim(Utf8JsonWriter json, string name, string value)
    {
        switch (name)
        {
            case "email_verified" or "phone_number_verified" when scope.Pool.IsStrict:
                json.WriteString(name, value);
                break;
            case "updated_at" when !scope.Pool.IsStrict && long.TryParse(value, CultureInfo.InvariantCulture, out var seconds):
                json.WriteNumber(name, seconds);
                break;
            default:
                json.WriteAttribute(name, value);
                break;
        }
    }

    private static OAuthException InvalidToken(string description) =>
        BearerToken.Refusal(StatusCodes.Status401Unauthorized, "invalid_token", description);
}
