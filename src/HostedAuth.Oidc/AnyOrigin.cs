using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc;

/// <summary>
/// Lets scripts of every origin call an endpoint (CORS), without credentials: what authenticates these requests is in
/// them, never in a cookie.
/// </summary>
internal static class AnyOrigin
{
    private const string Origins = "*";
    private const string RequestHeaders = "Authorization, Content-Type, DPoP, X-Amz-User-Agent";
    private const string ResponseHeaders = "DPoP-Nonce, WWW-Authenticate";
    private const string MaximumAgeSeconds = "7200";

    public static RequestDelegate Allow(RequestDelegate handle) => context =>
    {
        context.Response.Headers.AccessControlAllowOrigin = Origins;
        context.Response.Headers.AccessControlExposeHeaders = ResponseHeaders;
        return handle(context);
    };

    public static RequestDelegate Preflight(string[] methods)
    {
        var allowed = string.Join(", ", methods);
        return context =>
        {
            var headers = context.Response.Headers;
            headers.AccessControlAllowOrigin = Origins;
            headers.AccessControlAllowMethods = allowed;
            headers.AccessControlAllowHeaders = RequestHeaders;
            headers.AccessControlMaxAge = MaximumAgeSeconds;
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        };
    }
}
