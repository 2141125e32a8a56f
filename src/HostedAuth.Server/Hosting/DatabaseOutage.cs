using System.Text.Encodings.Web;
using System.Text.Json;
using HostedAuth.Core.Storage;

namespace HostedAuth.Server.Hosting;

/// <summary>
/// Answers programs while the database is away: try again in a moment. The API has an answer of its own shape, and people
/// get the page that every failure leads to.
/// </summary>
internal static partial class DatabaseOutage
{
    private const string RetryAfterSeconds = "1";

    private static readonly JsonSerializerOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void UseDatabaseOutage(this WebApplication app)
    {
        var database = app.Services.GetRequiredService<Database>();
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception exception) when (!context.Response.HasStarted && database.IsUnavailable(exception))
            {
                LogUnavailable(app.Logger, exception);
                await AnswerAsync(context);
            }
        });
    }

    /// <summary>As the OAuth endpoints word it (RFC 6749, section 4.1.2.1).</summary>
    private static Task AnswerAsync(HttpContext context)
    {
        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsJsonAsync(
            new Dictionary<string, string>
            {
                ["error"] = "temporarily_unavailable",
                ["error_description"] = "The server can't take the request now, please try again.",
            },
            Legible,
            context.RequestAborted);
    }

    [LoggerMessage(5101, LogLevel.Warning, "The database can't take a request now.")]
    private static partial void LogUnavailable(ILogger logger, Exception exception);
}
