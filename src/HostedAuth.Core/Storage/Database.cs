using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Storage;

/// <summary>The database in use. All that only one database understands stands behind it, under migrations/.</summary>
public abstract class Database
{
    /// <summary>Opens a unit of work on the rows of one pool; null for what belongs to no pool.</summary>
    public abstract HostedAuthDbContext Open(string? poolId);

    /// <summary>Brings the schema up to this program's version; safe on several nodes at once.</summary>
    public abstract Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>True when a write lost against a unique key.</summary>
    public abstract bool IsUniqueViolation(DbUpdateException exception);

    /// <summary>
    /// True when the database can't be reached or can't take the work now (away, locked, disk full): try again later.
    /// </summary>
    public abstract bool IsUnavailable(Exception exception);

    /// <summary>True when what is stored can't be read: damaged, or no database at all.</summary>
    public abstract bool IsDamaged(Exception exception);

    /// <summary>Tells the other nodes, in the current transaction, that a pool's configuration changed.</summary>
    public abstract Task NotifyAsync(HostedAuthDbContext context, string poolId, CancellationToken cancellationToken);

    /// <summary>Returns when another node may have changed configuration, or after a short while at the latest.</summary>
    public abstract Task WaitForChangeAsync(CancellationToken cancellationToken);
}
