using System.Buffers;
using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc;

/// <summary>Writes a JSON answer that nobody may keep (RFC 6749, section 5.1).</summary>
internal static class JsonAnswer
{
    /// <summary>Answers an object; the caller writes its members.</summary>
    public static async Task WriteAsync(HttpResponse response, Action<Utf8JsonWriter> writeMembers)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.WrittenCount;
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            await response.Body.WriteAsync(body.WrittenMemory, response.HttpContext.RequestAborted);
        }
    }
}
