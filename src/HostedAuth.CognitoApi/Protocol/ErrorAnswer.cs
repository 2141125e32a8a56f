using System.Globalization;
using System.Text.Json;
using HostedAuth.Core.Errors;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>A refusal on the wire: the name and the text, in the body and in headers, as SDKs read them.</summary>
/// <param name="Type">The error's name.</param>
/// <param name="Message">Its text.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="RetryAfter">When to try again, where that helps.</param>
internal sealed record ErrorAnswer(string Type, string Message, int Status, TimeSpan? RetryAfter = null)
{
    /// <summary>The database can't take the work now.</summary>
    public static ErrorAnswer Unavailable { get; } = new(
        "ServiceUnavailableException",
        "The service can't take the request now, please try again.",
        StatusCodes.Status503ServiceUnavailable,
        TimeSpan.FromSeconds(1));

    /// <summary>A bug or an outage: shows nothing but the id it was logged with.</summary>
    public static ErrorAnswer Internal(string requestId) => new(
        "InternalErrorException",
        $"Something went wrong (request {requestId}).",
        StatusCodes.Status500InternalServerError);

    public static ErrorAnswer From(WireException refusal) => new(refusal.Type, refusal.Message, refusal.Status);

    public static ErrorAnswer From(AuthError error) => new(
        $"{error.Kind}Exception",
        error.Message,
        StatusCodes.Status400BadRequest,
        error.RetryAfter);

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        response.Headers["x-amzn-errortype"] = $"{Type}:";
        response.Headers["x-amzn-errormessage"] = ForHeader(Message);
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter =
                Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string> { ["__type"] = Type, ["message"] = Message },
            WireJson.Options);
        await WireAnswer.WriteAsync(response, body, cancellationToken);
    }

    /// <summary>A message may repeat the caller's text; a header takes only printable ASCII.</summary>
    private static string ForHeader(string message) =>
        string.Create(Math.Min(message.Length, 512), message, (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = text[i] is >= ' ' and <= '~' ? text[i] : '?';
            }
        });
}
