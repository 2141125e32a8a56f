using System.Text.Json;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Risk;

/// <summary>
/// Writes down what users do, and what is done in their name, where the pool's threat protection says so. A name that nobody
/// has gets the rows of a user too, so that neither statements nor time tell it apart; <see cref="AuthEventsChore"/> drops
/// those soon.
/// </summary>
public sealed class AuthEvents(
    HostedAuthDbContext context,
    PoolScope scope,
    CallDetails call,
    CompromisedCredentials credentials,
    TimeProvider time)
{
    /// <summary>
    /// Writes the event in the transaction of the next save. An event is written again, under its id, as it goes on.
    /// </summary>
    public void RecordWithSave(NewAuthEvent happening)
    {
        ArgumentNullException.ThrowIfNull(happening);
        if (ThreatProtection.KeepsEvents(scope.Pool, happening.IsCustomAuth))
        {
            context.RunWithSave(cancellationToken => WriteAsync(happening, cancellationToken));
        }
    }

    /// <summary>Writes the event at once: of something that was refused, and so saves nothing else.</summary>
    public Task RecordAsync(NewAuthEvent happening, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(happening);
        return ThreatProtection.KeepsEvents(scope.Pool, happening.IsCustomAuth)
            ? WriteAsync(happening, cancellationToken)
            : Task.CompletedTask;
    }

    private async Task WriteAsync(NewAuthEvent happening, CancellationToken cancellationToken)
    {
        var (poolId, now) = (scope.Pool.Id, time.GetUtcNow().UtcTicks);
        var details = JsonSerializer.Serialize(
            happening.Details with
            {
                IpAddress = call.IsOfBackend ? null : call.IpAddress,
                DeviceName = call.IsOfBackend ? null : DeviceName.Of(call.UserAgent),
                CompromisedCredentialsDetected = credentials.WereFound,
            },
            Conventions.Json);
        // Names the pool itself: query filters don't reach raw SQL.
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO auth_events ("PoolId", "Id", "UserId", "Type", "Response", "ClientId", "Details", "CreatedAt")
            VALUES ({poolId}, {happening.Id}, {happening.UserId}, {happening.Type}, {happening.Response},
              {happening.ClientId}, {details}, {now})
            ON CONFLICT ("PoolId", "Id") DO UPDATE SET "Response" = excluded."Response", "Details" = excluded."Details"
            WHERE auth_events."UserId" = excluded."UserId" AND auth_events."Response" <> {AuthEventResponses.Pass}
            """,
            cancellationToken);
    }
}

/// <summary>An event to be written.</summary>
/// <param name="Type">One of <see cref="AuthEventTypes"/>.</param>
/// <param name="UserId">The user's id, or the one of a pretended user.</param>
/// <param name="ClientId">The client it happened at.</param>
/// <param name="Response">One of <see cref="AuthEventResponses"/>.</param>
public sealed record NewAuthEvent(string Type, string UserId, string? ClientId, string Response)
{
    /// <summary>A UUID; the same as before for an event that goes on.</summary>
    public string Id { get; init; } = Guid.NewGuid().ToString();

    /// <summary>Whether the pool's triggers directed it (CUSTOM_AUTH).</summary>
    public bool IsCustomAuth { get; init; }

    /// <summary>Without address and device, which are those of the request at hand.</summary>
    public AuthEventDetails Details { get; init; } = new();
}
