using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HostedAuth.Oidc.Registration;

/// <summary>The body of a registration: a JSON object (RFC 7591, section 3.1), bounded.</summary>
internal static class RegistrationBody
{
    private const int MaximumBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <exception cref="OAuthException">invalid_client_metadata.</exception>
    public static async Task<JsonElement> ReadAsync(HttpRequest request)
    {
        var isJson = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase);
        if (!isJson)
        {
            throw Refusal($"The body must be {MediaTypeNames.Application.Json}.");
        }

        var body = await ReadBytesAsync(request);
        try
        {
            var json = JsonElement.Parse(body, Strict);
            return json.ValueKind is JsonValueKind.Object && IsText(json)
                ? json
                : throw Refusal("The body must be a JSON object.");
        }
        catch (JsonException)
        {
            throw Refusal("The body can't be read as JSON.");
        }
    }

    private static async Task<byte[]> ReadBytesAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            if (body.Length + read > MaximumBytes)
            {
                throw new OAuthException(
                    "invalid_client_metadata",
                    "The body is too long.",
                    StatusCodes.Status413PayloadTooLarge);
            }

            body.Write(chunk, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>
    /// Half of a surrogate pair, and the one character that PostgreSQL doesn't keep, pass for JSON but are no text.
    /// </summary>
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().All(member => IsText(member.Name) && IsText(member.Value)),
                JsonValueKind.Array => value.EnumerateArray().All(IsText),
                JsonValueKind.String => IsText(value.GetString()!),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsText(string text) => !text.Contains('\0', StringComparison.Ordinal);

    private static OAuthException Refusal(string description) => new("invalid_client_metadata", description);
}
