using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users;

// Passwords that were.
public sealed partial class Passwords
{
    /// <summary>
    /// Refuses a password that is among the last ones, the present one included, and keeps as many as the policy wants.
    /// </summary>
    private async Task KeepHistoryAsync(User user, Secret password, bool compare, CancellationToken cancellationToken)
    {
        var former = await context.PasswordHistory.Where(entry => entry.UserId == user.Id)
            .OrderByDescending(entry => entry.SetAt)
            .ToListAsync(cancellationToken);
        string?[] hashes = [user.PasswordHash, .. former.Select(entry => entry.PasswordHash)];
        foreach (var hash in compare ? hashes.OfType<string>().Take(Rules.HistorySize) : [])
        {
            var result = await slowWork.RunAsync(
                () => hasher.VerifyHashedPassword(user, hash, password.Value),
                cancellationToken);
            if (result != PasswordVerificationResult.Failed)
            {
                throw AuthError.PasswordUsedBefore.AsException();
            }
        }

        // The present password is one of those counted; it becomes a former one now.
        context.PasswordHistory.RemoveRange(former.Skip(Math.Max(0, Rules.HistorySize - 2)));
        if (Rules.HistorySize > 1 && user.PasswordHash is { } present)
        {
            context.PasswordHistory.Add(new PasswordHistoryEntry
            {
                PoolId = user.PoolId,
                UserId = user.Id,
                // Later than the one before also where the clock has not moved: it is part of the key.
                SetAt = former is [var latest, ..] && latest.SetAt >= user.PasswordSetAt
                    ? latest.SetAt.AddTicks(1)
                    : user.PasswordSetAt ?? user.CreatedAt,
                PasswordHash = present,
            });
        }
    }
}
