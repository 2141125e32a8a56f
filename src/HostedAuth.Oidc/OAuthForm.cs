using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HostedAuth.Oidc;

/// <summary>Reads the form-encoded body of a protocol request.</summary>
internal static class OAuthForm
{
    /// <summary>How long a body may be, unless the endpoint says less.</summary>
    public const int MaximumBytes = 64 * 1024;

    private const string MediaType = "application/x-www-form-urlencoded";

    /// <summary>The parameters of the body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maximumBytes">How long the body may be.</param>
    /// <exception cref="OAuthException">invalid_request: another content type, or longer than anybody needs.</exception>
    public static async Task<OAuthParameters> ReadAsync(HttpRequest request, int maximumBytes = MaximumBytes)
    {
        var isForm = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase);
        if (!isForm)
        {
            throw new OAuthException("invalid_request", $"The body must be {MediaType}.");
        }

        return OAuthParameters.Parse(await ReadTextAsync(request, maximumBytes));
    }

    private static async Task<string> ReadTextAsync(HttpRequest request, int maximumBytes)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > maximumBytes)
            {
                throw new OAuthException("invalid_request", "The body is too long.", StatusCodes.Status413PayloadTooLarge);
            }

            if (read.IsCompleted)
            {
                var text = Encoding.UTF8.GetString(read.Buffer);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return text;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
