using HostedAuth.Core.Secrets;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users;

// What a right password lets be made anew; statements of their own, so that they disturb no other change of the user.
public sealed partial class Passwords
{
    /// <summary>The hash by the cost of today.</summary>
    private async Task RenewAsync(User user, Secret password, CancellationToken cancellationToken)
    {
        var old = user.PasswordHash;
        var renewed = await slowWork.RunAsync(() => hasher.HashPassword(user, password.Value), cancellationToken);
        await context.Users.Where(row => row.Id == user.Id && row.PasswordHash == old).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.PasswordHash, renewed),
            cancellationToken);
        var hash = context.Entry(user).Property(row => row.PasswordHash);
        hash.CurrentValue = renewed;
        hash.OriginalValue = renewed;
    }

    /// <summary>Who came with a hash alone (imported) can sign in by SRP from the first plain password on.</summary>
    private async Task AddVerifierAsync(User user, Secret password, CancellationToken cancellationToken)
    {
        var hash = user.PasswordHash;
        var verifier = await slowWork.RunAsync(() => SealVerifier(user, password), cancellationToken);
        await context.Users
            .Where(row => row.Id == user.Id && row.PasswordHash == hash && row.SealedSrpVerifier == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedSrpVerifier, verifier), cancellationToken);
        var kept = context.Entry(user).Property(row => row.SealedSrpVerifier);
        kept.CurrentValue = verifier;
        kept.OriginalValue = verifier;
    }
}
