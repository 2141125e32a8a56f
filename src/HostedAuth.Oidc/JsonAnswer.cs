using System.Buffers;
using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc;

/// <summary>Writes a JSON answer that nobody may keep (RFC 6749, section 5.1).</summary>
internal static class JsonAnswer
{
    /// <summary>Apostrophes and letters stand as they are: it is never part of a page, as its type says, and browsers heed it.</summary>
    private static readonly JsonWriterOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers an object; the caller writes its members.</summary>
    public static async Task WriteAsync(HttpResponse response, Action<Utf8JsonWriter> writeMembers)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        await using (var json = new Utf8JsonWriter(body, Legible))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        response.ContentType = MediaTypeNames.Application.Json;
        response.ContentLength = body.WrittenCount;
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            await response.Body.WriteAsync(body.WrittenMemory, response.HttpContext.RequestAborted);
        }
    }
}
