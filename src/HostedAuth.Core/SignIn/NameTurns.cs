using HostedAuth.Core.Errors;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// Lets two passwords under one name be looked at at a time on this node, so that a burst of right ones isn't taken for
/// guessing, and one name can't fill the hashing lane. It smooths; what guards is the count in the database
/// (<see cref="Lockouts"/>).
/// </summary>
public sealed class NameTurns
{
    private const int AtOnce = 2;
    private const int MostWaiting = 512;
    private readonly Dictionary<string, Turns> _names = new(StringComparer.Ordinal);

    /// <summary>Waits for a turn, which disposing gives on. Refuses with TooManyRequests when too many wait already.</summary>
    public async Task<IDisposable> TakeAsync(string name, CancellationToken cancellationToken)
    {
        var turns = Join(name);
        try
        {
            await turns.Free.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(turns);
            throw;
        }

        return new Turn(this, turns);
    }

    private Turns Join(string name)
    {
        lock (_names)
        {
            if (!_names.TryGetValue(name, out var turns))
            {
                _names.Add(name, turns = new Turns(name));
            }

            if (turns.Present > MostWaiting)
            {
                throw AuthError.Busy.AsException();
            }

            turns.Present++;
            return turns;
        }
    }

    private void Leave(Turns turns)
    {
        lock (_names)
        {
            if (--turns.Present == 0)
            {
                _names.Remove(turns.Name);
                turns.Free.Dispose();
            }
        }
    }

    private sealed class Turns(string name)
    {
        public string Name { get; } = name;

        public SemaphoreSlim Free { get; } = new(AtOnce, AtOnce);

        public int Present { get; set; }
    }

    private sealed class Turn(NameTurns all, Turns turns) : IDisposable
    {
        public void Dispose()
        {
            turns.Free.Release();
            all.Leave(turns);
        }
    }
}
