using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn;

/// <summary>Finds whom a typed name is about, by the same work whether such a user exists or not.</summary>
public sealed class Claimants(UserDirectory users, PoolScope scope)
{
    public async Task<Claimant> FindAsync(string username, CancellationToken cancellationToken)
    {
        var madeUp = MakeUpId(users.Normalize(username));
        var user = await users.FindAsync(username, cancellationToken);
        return new Claimant(user, user?.Id ?? madeUp);
    }

    public async Task<Claimant> FindByIdAsync(string id, CancellationToken cancellationToken) =>
        new(await users.FindByIdAsync(id, cancellationToken), id);

    private string MakeUpId(string normalisedName)
    {
        var mac = HMACSHA256.HashData(
            scope.Pool.Keys.LockoutKey,
            Encoding.UTF8.GetBytes($"nobody {normalisedName}"));
        // The bits that RFC 9562, section 5.4, fixes: it must look like any other sub.
        mac[6] = (byte)((mac[6] & 0x0F) | 0x40);
        mac[8] = (byte)((mac[8] & 0x3F) | 0x80);
        return new Guid(mac.AsSpan(0, 16), bigEndian: true).ToString();
    }
}
