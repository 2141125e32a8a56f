using System.Net.Mime;
using System.Security.Cryptography;
using HostedAuth.Core.Tokens.Keys;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Discovery;

/// <summary>A JSON document that anyone may read and keep for a while, made once and answered from memory.</summary>
internal sealed class PublicDocument(ReadOnlyMemory<byte> body)
{
    private static readonly string CacheControl = $"public, max-age={Jwks.CacheTime.TotalSeconds:F0}";

    private readonly string _entityTag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body.Span)[..16])}\"";

    /// <summary>Answers GET and HEAD, and 304 to who has it already (RFC 9110, section 13.1.2).</summary>
    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.CacheControl = CacheControl;
        response.Headers.ETag = _entityTag;
        if (context.Request.Headers.IfNoneMatch.Contains(_entityTag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
