using HostedAuth.Core.Passkeys;
using HostedAuth.Core.Users;
using Microsoft.AspNetCore.Identity;

namespace HostedAuth.Server.Passkeys;

/// <summary>The one user of a ceremony with the passkeys handed in, as Identity sees them; nothing is stored.</summary>
internal sealed class OneUserStore(string? userId, IReadOnlyList<Passkey> passkeys) : IUserPasskeyStore<User>
{
    public User? User { get; } = userId is null ? null : new User
    {
        PoolId = "",
        Id = userId,
        Username = userId,
        CreatedAt = default,
        ModifiedAt = default,
    };

    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(userId == User?.Id ? User : null);

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. passkeys.Select(InfoOf)]);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(passkeys.Where(one => one.CredentialId.AsSpan().SequenceEqual(credentialId)).Select(InfoOf).FirstOrDefault());

    /// <summary>Whether the id is taken is the database's to say, by its key.</summary>
    public Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult<User?>(null);

    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Username);

    public Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw Unused();

    public Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) => throw Unused();

    public Task SetUserNameAsync(User user, string? userName, CancellationToken cancellationToken) => throw Unused();

    public Task<string?> GetNormalizedUserNameAsync(User user, CancellationToken cancellationToken) => throw Unused();

    public Task SetNormalizedUserNameAsync(User user, string? normalizedName, CancellationToken cancellationToken) => throw Unused();

    public Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken) => throw Unused();

    public Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken) => throw Unused();

    public Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken) => throw Unused();

    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw Unused();

    public void Dispose()
    {
    }

    private static UserPasskeyInfo InfoOf(Passkey passkey) => new(
        passkey.CredentialId,
        passkey.PublicKey,
        passkey.CreatedAt,
        (uint)passkey.SignatureCounter,
        [.. passkey.Transports],
        passkey.IsUserVerified,
        passkey.IsBackupEligible,
        passkey.IsBackedUp,
        passkey.AttestationObject,
        passkey.ClientDataJson);

    private static NotSupportedException Unused() => new("A ceremony changes nothing.");
}
