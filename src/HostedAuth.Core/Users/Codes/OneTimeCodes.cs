using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users.Codes;

/// <summary>
/// Six-digit codes sent to a user's address. A code is good for one user, one purpose and the address it went to, for
/// <see cref="MaximumTries"/> tries, and once.
/// </summary>
public sealed class OneTimeCodes(HostedAuthDbContext context, PoolScope scope, TimeProvider time)
{
    /// <summary>How often a code may be tried.</summary>
    public const int MaximumTries = 5;

    private const int Digits = 6;

    /// <summary>Makes a code that replaces the user's former one of the purpose, in the unit of work, unsaved.</summary>
    /// <param name="userId">The user, or a pretended one.</param>
    /// <param name="purpose">What it is good for.</param>
    /// <param name="attribute">What receiving it proves: email or phone_number.</param>
    /// <param name="destination">The address it goes to.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Secret> IssueAsync(
        string userId,
        CodePurpose purpose,
        string attribute,
        string destination,
        CancellationToken cancellationToken)
    {
        var code = RandomText.Code(Digits);
        var now = time.GetUtcNow();
        var fresh = new OneTimeCode
        {
            PoolId = scope.Pool.Id,
            UserId = userId,
            Purpose = purpose,
            Mac = ComputeMac(userId, purpose, attribute, destination, code),
            Attribute = attribute,
            Destination = destination,
            CreatedAt = now,
            ExpiresAt = now + LifetimeOf(purpose),
        };
        var former = await context.OneTimeCodes.FindAsync([fresh.PoolId, userId, purpose], cancellationToken);
        if (former is null)
        {
            context.OneTimeCodes.Add(fresh);
        }
        else
        {
            context.Entry(former).CurrentValues.SetValues(fresh);
        }

        return code;
    }

    /// <summary>
    /// Counts a try and looks at the code, without spending it. Refuses with CodeMismatch; with ExpiredCode when there is
    /// none, it is too old, or it was tried too often. Call it outside a transaction: rolled back, the try would not count.
    /// </summary>
    /// <returns>The code's row, to be spent by <see cref="ConsumeAsync"/>.</returns>
    public async Task<OneTimeCode> CheckAsync(
        string userId,
        CodePurpose purpose,
        Secret code,
        CancellationToken cancellationToken)
    {
        // Counted before it is compared: guesses made in parallel would all be compared before the first is counted.
        var now = time.GetUtcNow();
        var counted = await context.OneTimeCodes
            .Where(row => row.UserId == userId && row.Purpose == purpose)
            .Where(row => row.ExpiresAt > now && row.SpentAt == null && row.Tries < MaximumTries)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), cancellationToken);
        var stored = await context.OneTimeCodes.AsNoTracking()
            .FirstOrDefaultAsync(row => row.UserId == userId && row.Purpose == purpose, cancellationToken);
        if (counted == 0 || stored is null)
        {
            throw AuthError.ExpiredCode.AsException();
        }

        var mac = ComputeMac(userId, purpose, stored.Attribute, stored.Destination, code);
        return CryptographicOperations.FixedTimeEquals(mac, stored.Mac)
            ? stored
            : throw AuthError.CodeMismatch.AsException();
    }

    /// <summary>
    /// Spends a checked code; call it in the transaction that saves what the code allows. Refuses with ExpiredCode when it
    /// was spent or replaced meanwhile.
    /// </summary>
    public async Task ConsumeAsync(OneTimeCode code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(code);
        var now = time.GetUtcNow();
        var spent = await context.OneTimeCodes
            .Where(row => row.UserId == code.UserId && row.Purpose == code.Purpose)
            .Where(row => row.Mac == code.Mac && row.SpentAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SpentAt, now), cancellationToken);
        if (spent == 0)
        {
            throw AuthError.ExpiredCode.AsException();
        }
    }

    /// <summary>How long a code is good.</summary>
    internal static TimeSpan LifetimeOf(CodePurpose purpose) =>
        purpose is CodePurpose.ResetPassword ? TimeSpan.FromHours(1) : TimeSpan.FromHours(24);

    private byte[] ComputeMac(string userId, CodePurpose purpose, string attribute, string destination, Secret code)
    {
        // No field but the last can hold a line feed, so no two lists of fields read alike.
        var text = $"{userId}\n{purpose}\n{attribute}\n{code.Value.Length}\n{code.Value}\n{destination}";
        return HMACSHA256.HashData(scope.Pool.Keys.CodeKey, Encoding.UTF8.GetBytes(text));
    }
}
