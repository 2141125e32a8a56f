using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc;

/// <summary>Writes a JWT as the answer, which nobody may keep.</summary>
internal static class JwtAnswer
{
    public static async Task WriteAsync(HttpResponse response, string contentType, string jwt)
    {
        response.ContentType = contentType;
        response.ContentLength = jwt.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            await response.WriteAsync(jwt, response.HttpContext.RequestAborted);
        }
    }
}
