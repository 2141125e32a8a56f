using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Storage;

/// <summary>The pool that the request at hand is about. Entered once, before the unit of work is taken.</summary>
public sealed class PoolScope
{
    private PoolSnapshot? _pool;

    public PoolSnapshot Pool => _pool ?? throw new InvalidOperationException("No pool was entered.");

    public string? PoolId => _pool?.Id;

    /// <summary>Enters the pool; refuses to change it.</summary>
    public void Enter(PoolSnapshot pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        if (_pool is not null && _pool.Id != pool.Id)
        {
            throw new InvalidOperationException("Another pool was entered already.");
        }

        _pool = pool;
    }
}
