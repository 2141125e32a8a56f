using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HostedAuth.Server.Development;

/// <summary>The frame of the pages that only Development has.</summary>
internal static class DevelopmentPage
{
    private const string Style =
        """
        :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
        body{margin:0 auto;max-width:52rem;padding:1.5rem}
        h1{font-size:1.4rem;margin:0 0 1rem}
        ul{list-style:none;margin:0;padding:0}
        li a{display:grid;gap:.1rem;padding:.8rem 1rem;border:1px solid color-mix(in srgb,currentColor 20%,transparent);
        border-radius:.6rem;margin-bottom:.6rem;text-decoration:none;color:inherit}
        li a:hover,li a:focus-visible{border-color:currentColor}
        small{opacity:.75}
        .code{font:600 1.6rem ui-monospace,monospace;letter-spacing:.15em;margin:.5rem 0}
        iframe{width:100%;height:32rem;border:1px solid color-mix(in srgb,currentColor 20%,transparent);border-radius:.6rem;
        background:#fff}
        pre{white-space:pre-wrap;font:inherit;padding:1rem;border-radius:.6rem;
        background:color-mix(in srgb,currentColor 8%,transparent)}
        """;

    /// <param name="title">Plain text.</param>
    /// <param name="body">HTML.</param>
    /// <param name="http">Gets the headers.</param>
    public static ContentHttpResult Render(string title, string body, HttpContext http)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'nonce-{nonce}'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Content(
            $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1"><title>{HtmlEncoder.Default.Encode(title)}</title>
            <style nonce="{nonce}">{Style}</style></head><body><main>{body}</main></body></html>
            """,
            "text/html; charset=utf-8");
    }
}
