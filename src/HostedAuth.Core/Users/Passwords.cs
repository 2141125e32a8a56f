using HostedAuth.Core.Devices;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Hashing;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn.Srp;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using Microsoft.AspNetCore.Identity;

namespace HostedAuth.Core.Users;

/// <summary>Sets and checks passwords. Call it outside transactions: hashing waits in its own lane.</summary>
public sealed partial class Passwords(
    PoolScope scope,
    HostedAuthDbContext context,
    UserDirectory directory,
    TokenSessions sessions,
    DeviceRemoval devices,
    IPasswordHasher<User> hasher,
    SlowWork slowWork,
    Sealer sealer,
    CompromisedCredentials credentials,
    TimeProvider time)
{
    private PasswordRules Rules => scope.Pool.PasswordRules;

    private bool KeepsVerifiers => !scope.Pool.Pool.HasTag(PoolTags.Srp, "off");

    /// <summary>
    /// True when the password is the user's. An unknown user, or one without a password, costs the same. A hash of another
    /// cost is renewed by a statement of its own, so that it disturbs no other change of the user.
    /// </summary>
    public async Task<bool> VerifyAsync(User? user, Secret password, CancellationToken cancellationToken)
    {
        if (password.Value.Length > PasswordQuality.MaxLength)
        {
            return false;
        }

        var result = await slowWork.RunAsync(() => Verify(user, password), cancellationToken);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await RenewAsync(user!, password, cancellationToken);
        }

        if (result != PasswordVerificationResult.Failed && user!.SealedSrpVerifier is null && KeepsVerifiers)
        {
            await AddVerifierAsync(user, password, cancellationToken);
        }

        return result != PasswordVerificationResult.Failed;
    }

    /// <summary>
    /// Sets the password in the unit of work, unsaved, with its SRP verifier and a new security stamp. Save with
    /// <see cref="SaveAsync"/>, which ends the user's other sessions. Refuses with InvalidPassword
    /// (also what is known from a breach) and PasswordHistoryPolicyViolation.
    /// </summary>
    /// <param name="user">Tracked.</param>
    /// <param name="password">The new password.</param>
    /// <param name="temporary">
    /// True for one that an administrator hands out: it is not compared with former ones, nor with known ones.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task SetAsync(User user, Secret password, bool temporary, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        CheckPolicy(password);
        if (!temporary)
        {
            await credentials.CheckNewAsync(password, isFirst: user.PasswordHash is null, cancellationToken);
        }

        await KeepHistoryAsync(user, password, compare: !temporary, cancellationToken);
        await HashAsync(user, password, cancellationToken);
    }

    /// <summary>
    /// Sets a new user's password, unsaved, that proved right elsewhere: whatever the pool's policy says, since it is not
    /// chosen here.
    /// </summary>
    public Task SetProvenAsync(User user, Secret password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return HashAsync(user, password, cancellationToken);
    }

    private async Task HashAsync(User user, Secret password, CancellationToken cancellationToken)
    {
        var (hash, verifier) = await slowWork.RunAsync(
            () => (hasher.HashPassword(user, password.Value), KeepsVerifiers ? SealVerifier(user, password) : null),
            cancellationToken);
        user.PasswordHash = hash;
        user.SealedSrpVerifier = verifier;
        user.PasswordSetAt = time.GetUtcNow();
        user.SecurityStamp = Guid.NewGuid().ToString("N");
    }

    /// <summary>
    /// Saves the unit of work and, unless the pool is strict, ends the user's other sessions and forgets their devices in the
    /// same transaction.
    /// </summary>
    /// <param name="user">Whose password was set.</param>
    /// <param name="exceptTokenSessionId">The session that made the change and lives on; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task SaveAsync(User user, string? exceptTokenSessionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return context.InTransactionAsync(
            async () =>
            {
                await directory.SaveAsync(cancellationToken);
                if (!scope.Pool.IsStrict)
                {
                    await sessions.EndAllAsync(user.Id, exceptTokenSessionId, ssoToo: true, cancellationToken);
                    await devices.ForgetAllAsync(user.Id, exceptTokenSessionId, cancellationToken);
                }
            },
            cancellationToken);
    }

    /// <summary>Refuses with InvalidPassword what the pool's policy does not allow.</summary>
    public void CheckPolicy(Secret password)
    {
        if (Violation(password) is { } violation)
        {
            throw AuthError.PasswordPolicy(violation).AsException();
        }
    }

    /// <summary>The first rule of the policy that the password breaks; or null.</summary>
    public PasswordViolation? Violation(Secret password)
    {
        PasswordQuality.CheckForm(password.Value);
        return PasswordQuality.Violation(Rules, password.Value);
    }

    /// <summary>A random password that the pool's policy allows.</summary>
    public Secret GenerateTemporary() => PasswordQuality.Generate(Rules);

    /// <summary>Salt and verifier of SRP-6a; null when the user has none.</summary>
    public (byte[] Salt, byte[] Verifier)? OpenSrpVerifier(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (user.SealedSrpVerifier is null)
        {
            return null;
        }

        var opened = sealer.Open(SealKind.SrpVerifier, $"{user.PoolId}/{user.Id}", user.SealedSrpVerifier);
        var saltLength = opened[0];
        return (opened[1..(1 + saltLength)], opened[(1 + saltLength)..]);
    }

    private byte[] SealVerifier(User user, Secret password)
    {
        var (salt, verifier) = SrpVerifier.Compute(user.PoolId, user.Username, password);
        return sealer.Seal(
            SealKind.SrpVerifier,
            $"{user.PoolId}/{user.Id}",
            [checked((byte)salt.Length), .. salt, .. verifier]);
    }

    private PasswordVerificationResult Verify(User? user, Secret password)
    {
        if (user?.PasswordHash is { } hash)
        {
            return hasher.VerifyHashedPassword(user, hash, password.Value);
        }

        // The work of a comparison, so that its time doesn't tell who has an account.
        _ = hasher.HashPassword(null!, password.Value);
        return PasswordVerificationResult.Failed;
    }
}
