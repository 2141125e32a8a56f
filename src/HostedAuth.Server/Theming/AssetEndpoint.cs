namespace HostedAuth.Server.Theming;

/// <summary>GET /assets/{name}: the files of the pages, at every address.</summary>
internal static class AssetEndpoint
{
    public static IEndpointConventionBuilder MapAssets(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/assets/{name}", [HttpMethods.Get, HttpMethods.Head], WriteAsync);

    private static async Task WriteAsync(HttpContext context)
    {
        var assets = context.RequestServices.GetRequiredService<Assets>();
        if (assets.Find((string)context.GetRouteValue("name")!) is not { } asset)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        var (encoding, content) = accepted.Contains("br", StringComparison.Ordinal) ? ("br", asset.Brotli)
            : accepted.Contains("gzip", StringComparison.Ordinal) ? ("gzip", asset.GZip)
            : (null, asset.Plain);
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        headers.ContentEncoding = encoding;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // For the logo, opened by itself: an SVG may hold script.
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = content.Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
        }
    }
}
