using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Server.Hosting;

/// <summary>GET /health: 200 when requests can be served, 503 when the database can't be reached. For load balancers.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/health", async (Database database, CancellationToken cancellationToken) =>
            await AnswersAsync(database, cancellationToken)
                ? Results.Text("healthy")
                : Results.Text("The database can't be reached.", statusCode: StatusCodes.Status503ServiceUnavailable));

    private static async Task<bool> AnswersAsync(Database database, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await using var context = database.Open(poolId: null);
            return await context.ConfigurationClock.AnyAsync(limit.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException || database.IsUnavailable(exception))
        {
            return false;
        }
    }
}
