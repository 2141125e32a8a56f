using HostedAuth.Core.Storage;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>The pools' signing keys: made, published ahead, put to use, retired, deleted.</summary>
public sealed class SigningKeys
{
    /// <summary>Adds the first two keys of a new pool to the unit of work, unsaved: one that signs and the next.</summary>
    public Task AddInitialAsync(HostedAuthDbContext context, string poolId, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Rotates the keys of every pool where it is time, and deletes those whose last token is dead. For housekeeping.</summary>
    public Task RotateDueKeysAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Rotates the keys of a pool now: the next key signs, a new one is published, the old one stays published.</summary>
    /// <returns>False when another node did it at the same moment.</returns>
    public Task<bool> RotateAsync(string poolId, CancellationToken cancellationToken) => throw new NotImplementedException();
}
