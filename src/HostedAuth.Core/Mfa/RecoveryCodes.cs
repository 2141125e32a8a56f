using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Notices;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Mfa;

/// <summary>
/// Codes that stand in for a lost second factor, each once. Kept as HMACs: shown when they are made and never again.
/// </summary>
public sealed class RecoveryCodes(
    HostedAuthDbContext context,
    PoolScope scope,
    AttemptLimits limits,
    SecurityNotices notices,
    TimeProvider time)
{
    /// <summary>How many a user gets.</summary>
    public const int Count = 10;

    /// <summary>Letters and digits that nobody takes for one another: 32 of them, five bits each.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz023456789";

    private const int Length = 10;

    /// <summary>Asked with every question for a second factor.</summary>
    private static readonly CompiledRead<string, bool> HasAny = new((context, userId, cancellationToken) =>
        context.RecoveryCodes.Any(code => code.UserId == userId && code.UsedAt == null));

    /// <summary>Whether the user has one left.</summary>
    public Task<bool> HasAnyAsync(string userId, CancellationToken cancellationToken) =>
        HasAny.RunAsync(context, userId, cancellationToken);


    /// <summary>
    /// Makes ten codes and saves the unit of work; those made before are void. Give them to their owner alone. Refuses with
    /// SecondFactorNotProven: codes that stood in for a factor of later days would let in who has the password alone.
    /// </summary>
    /// <param name="user">Whose.</param>
    /// <param name="isProven">
    /// Whether the session that asks proved a second factor (<see cref="UserFactors.AreProvenBy"/>).
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Like <c>k3v9d-x27pa</c>.</returns>
    public async Task<IReadOnlyList<Secret>> RegenerateAsync(
        User user,
        bool isProven,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!isProven)
        {
            throw AuthError.SecondFactorNotProven.AsException();
        }

        var codes = Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Alphabet, Length)).ToList();
        var now = time.GetUtcNow();
        context.RunWithSave(async token =>
        {
            // Of two who make codes at once, the later one's are good.
            await UserRows.LockAsync(context, user.Id, token);
            await context.RecoveryCodes.Where(code => code.UserId == user.Id).ExecuteDeleteAsync(token);
            notices.Add(user, AccountChange.RecoveryCodesMade);
        });
        context.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode
        {
            PoolId = user.PoolId,
            UserId = user.Id,
            Mac = ComputeMac(user.Id, code),
            CreatedAt = now,
        }));
        await context.SaveChangesAsync(cancellationToken);
        return [.. codes.Select(code => new Secret($"{code[..(Length / 2)]}-{code[(Length / 2)..]}"))];
    }

    /// <summary>
    /// Looks at a code. A right one is spent with the next save, which is refused when another was quicker. Guesses are
    /// counted over all sessions. Refuses with SignInCodesExceeded.
    /// </summary>
    /// <returns>Null when the code is right.</returns>
    public async Task<AuthError?> UseAsync(User user, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var userId = user.Id;
        await limits.CountGuessAsync(LimitedAct.AnswerRecoveryCode, userId, cancellationToken);
        var mac = ComputeMac(userId, Normalize(code));
        var own = context.RecoveryCodes.Where(row => row.UserId == userId && row.Mac == mac && row.UsedAt == null);
        if (!await own.AnyAsync(cancellationToken))
        {
            return AuthError.CodeForUserMismatch;
        }

        limits.ForgetWithSave(LimitedAct.AnswerRecoveryCode, userId);
        context.RunWithSave(async token =>
        {
            var now = time.GetUtcNow();
            if (await own.ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), token) == 0)
            {
                throw AuthError.CodeForUserMismatch.AsException();
            }

            notices.Add(user, AccountChange.RecoveryCodeUsed);
        });
        return null;
    }

    /// <summary>As people type it: in capitals, with blanks, without the dash.</summary>
    private static string Normalize(string code) =>
        string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));

    private byte[] ComputeMac(string userId, string code) => HMACSHA256.HashData(
        scope.Pool.Keys.CodeKey,
        Encoding.UTF8.GetBytes($"recovery code\n{userId}\n{code}"));
}
