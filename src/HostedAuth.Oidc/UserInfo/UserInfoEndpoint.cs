using System.Globalization;
using System.Text.Json;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Users;
using HostedAuth.Oidc.ProtectedResources;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.UserInfo;

/// <summary>GET and POST /oauth2/userInfo (OIDC Core, section 5.3): what the token's scopes open of its user.</summary>
internal sealed class UserInfoEndpoint(PoolScope scope, ProtectedResource resource, UserAttributes attributes)
{
    private const string RequiredScope = "openid";

    public async Task HandleAsync(HttpContext context)
    {
        var identity = await resource.EnterAsync(context, RequiredScope);
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
}
