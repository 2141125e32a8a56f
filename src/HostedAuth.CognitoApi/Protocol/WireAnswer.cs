using Microsoft.AspNetCore.Http;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>What all answers of the API share: content type, and headers for browsers of any origin.</summary>
internal static class WireAnswer
{
    private const string ContentType = "application/x-amz-json-1.1";

    /// <summary>No answer holds cookies or depends on them, so that every origin may read it, as with AWS.</summary>
    public static void AllowEveryOrigin(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlExposeHeaders = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date,Retry-After";
    }

    /// <summary>The answer to a browser that asks whether it may call (CORS preflight).</summary>
    public static Task AnswerPreflightAsync(HttpContext http)
    {
        AllowEveryOrigin(http.Response);
        http.Response.Headers.AccessControlAllowMethods = "POST, OPTIONS";
        // The SDKs send headers of their own invention (amz-sdk-…), so what is asked for is what is allowed.
        var asked = http.Request.Headers.AccessControlRequestHeaders.ToString();
        http.Response.Headers.AccessControlAllowHeaders = asked.Length is > 0 and <= 1024 && asked.All(c => c is >= ' ' and <= '~')
            ? asked
            : "x-amz-target, x-amz-user-agent, content-type, authorization, x-amz-date, x-amz-security-token, cache-control, "
                + "amz-sdk-invocation-id, amz-sdk-request";
        http.Response.Headers.AccessControlMaxAge = "172800";
        http.Response.Headers.Vary = "Access-Control-Request-Headers";
        return Task.CompletedTask;
    }

    public static async Task WriteAsync(HttpResponse response, byte[] body, CancellationToken cancellationToken)
    {
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.Body.WriteAsync(body, cancellationToken);
    }
}
