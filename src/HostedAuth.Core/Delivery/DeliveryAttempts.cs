using HostedAuth.Core.UserPools;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Delivery;

/// <summary>One attempt to bring a message of the outbox to whom the pool's route names.</summary>
internal sealed partial class DeliveryAttempts(
    Outbox outbox,
    MessageRoutes routes,
    PoolDirectory pools,
    TimeProvider time,
    ILogger<DeliveryAttempts> logger)
{
    private static readonly TimeSpan TakesAtMost = TimeSpan.FromSeconds(20);

    /// <summary>Sends the message of a row, or says why not; within twenty seconds.</summary>
    public async Task<DeliveryOutcome> TryAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TakesAtMost);
        try
        {
            return await SendAsync(row, limit.Token);
        }
        catch (DeliveryException exception)
        {
            return new DeliveryOutcome.Failed(exception.Message, exception.IsPermanent);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryOutcome.Failed("The server did not answer in time.");
        }
#pragma warning disable CA1031 // A message that can't be sent at all must not keep the others, nor be tried without a pause.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogBroken(exception, row.Id);
            return new DeliveryOutcome.Failed($"The message can't be sent ({exception.GetType().Name}).");
        }
    }

    private async Task<DeliveryOutcome> SendAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        var message = outbox.Open(row);
        if (message.GoodUntil < time.GetUtcNow())
        {
            return new DeliveryOutcome.Failed("What it brings is no longer good.", IsPermanent: true);
        }

        var pool = await pools.FindAsync(row.PoolId, cancellationToken);
        var route = routes.Find(pool?.Pool, row.Channel, hasEvent: message.Event is not null);
        var takers = routes.SendersOf(route, row.Channel).ToList();
        if (takers.Count == 0)
        {
            return new DeliveryOutcome.Failed(
                route.Provider is ""
                    ? $"No sender is configured for {row.Channel}."
                    : $"The sender {route.Name}, which {row.Channel} is to go by, is not configured.");
        }

        foreach (var taker in takers)
        {
            await taker.SendAsync(row.Id, message, route, cancellationToken);
        }

        return new DeliveryOutcome.Delivered(takers[^1].Name == route.Provider ? route.Name : takers[^1].Name);
    }

    [LoggerMessage(4003, LogLevel.Error, "Message {Id} can't be sent.")]
    private partial void LogBroken(Exception exception, string id);
}

/// <summary>What came of an attempt.</summary>
internal abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <param name="Sender">Who took it: <c>ses</c>, <c>webhook:acme</c>.</param>
    public sealed record Delivered(string Sender) : DeliveryOutcome;

    /// <param name="Reason">Without address and content.</param>
    /// <param name="IsPermanent">Whether another attempt would end alike.</param>
    public sealed record Failed(string Reason, bool IsPermanent = false) : DeliveryOutcome;
}
