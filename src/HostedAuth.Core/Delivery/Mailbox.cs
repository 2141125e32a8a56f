namespace HostedAuth.Core.Delivery;

/// <summary>
/// Keeps messages in memory instead of, or before, sending them: for development and tests, refused in Production. The
/// newest thousand stay.
/// </summary>
public sealed class Mailbox(TimeProvider time) : IMessageSender
{
    private const int Capacity = 1000;

    private readonly Lock _lock = new();
    private readonly LinkedList<MailboxMessage> _messages = [];
    private TaskCompletionSource _arrival = NewArrival();

    public string Name => Providers.Mailbox;

    public bool Sends(string channel) => channel != Channels.Event;

    public Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_lock)
        {
            if (_messages.Any(known => known.Id == id))
            {
                return Task.CompletedTask;
            }

            _messages.AddFirst(MailboxMessage.From(id, message, time.GetUtcNow()));
            if (_messages.Count > Capacity)
            {
                _messages.RemoveLast();
            }

            _arrival.SetResult();
            _arrival = NewArrival();
        }

        return Task.CompletedTask;
    }

    /// <summary>The messages, newest first.</summary>
    /// <param name="to">Only those to this address or number.</param>
    /// <param name="after">Only those that came after the message with this id.</param>
    public IReadOnlyList<MailboxMessage> List(string? to, string? after)
    {
        lock (_lock)
        {
            return
            [
                .. _messages.TakeWhile(message => message.Id != after)
                    .Where(message => to is null || message.To.Equals(to, StringComparison.OrdinalIgnoreCase)),
            ];
        }
    }

    /// <summary>The messages, newest first; waits for the first one to come when there is none.</summary>
    /// <param name="to">As in <see cref="List"/>.</param>
    /// <param name="after">As in <see cref="List"/>.</param>
    /// <param name="wait">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<MailboxMessage>> WaitAsync(
        string? to,
        string? after,
        TimeSpan wait,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(wait);
        while (true)
        {
            Task arrival;
            lock (_lock)
            {
                arrival = _arrival.Task;
            }

            var found = List(to, after);
            if (found.Count > 0 || wait <= TimeSpan.Zero)
            {
                return found;
            }

            try
            {
                await arrival.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return List(to, after);
            }
        }
    }

    /// <summary>The message, or null.</summary>
    public MailboxMessage? Find(string id)
    {
        lock (_lock)
        {
            return _messages.FirstOrDefault(message => message.Id == id);
        }
    }

    /// <summary>Forgets all messages.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _messages.Clear();
        }
    }

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
