using System.Text.Json;
using HostedAuth.CognitoApi.Protocol.Contract;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>Reads a request's body: whole, since the signature covers it, and bounded.</summary>
internal static class RequestBody
{
    /// <summary>Far more than the largest request of texts needs.</summary>
    private const int Limit = 256 * 1024;

    /// <summary>For operations that carry images.</summary>
    private const int LimitWithBlobs = 4 * 1024 * 1024;

    /// <summary>How many bytes the operation takes.</summary>
    public static int LimitOf(ApiContract contract, OperationContract operation) =>
        contract.TakesBlobs(operation) ? LimitWithBlobs : Limit;

    public static async Task<byte[]> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            throw WireException.BodyTooLarge();
        }

        using var buffer = new MemoryStream((int)(request.ContentLength ?? 1024));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > limit)
            {
                throw WireException.BodyTooLarge();
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    /// <summary>The body as a JSON object; an empty one stands for <c>{}</c>.</summary>
    public static JsonDocument Parse(byte[] body)
    {
        try
        {
            var document = JsonDocument.Parse(body.Length == 0 ? "{}"u8.ToArray() : body, WireJson.ReadOptions);
            if (document.RootElement.ValueKind is JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Its text holds pieces of the body.
        }

        throw WireException.Serialization("The request's body is not a JSON object that can be read.");
    }
}
