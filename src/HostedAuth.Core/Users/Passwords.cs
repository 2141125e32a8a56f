using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Users;

/// <summary>Sets and checks passwords. Call it outside transactions: hashing waits in its own lane.</summary>
public sealed class Passwords
{
    /// <summary>True when the password is the user's. An unknown user, or one without a password, costs the same.</summary>
    public Task<bool> VerifyAsync(User? user, Secret password, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>
    /// Sets the password in the unit of work, unsaved, with its SRP verifier and a new security stamp. Save with
    /// <see cref="SaveAsync"/>, which ends the user's other sessions. Refuses with InvalidPassword and
    /// PasswordHistoryPolicyViolation.
    /// </summary>
    /// <param name="user">Tracked.</param>
    /// <param name="password">The new password.</param>
    /// <param name="temporary">True for one that an administrator hands out: it is not compared with former ones.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task SetAsync(User user, Secret password, bool temporary, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Saves the unit of work and, unless the pool is strict, ends the user's other sessions in the same transaction.</summary>
    /// <param name="user">Whose password was set.</param>
    /// <param name="exceptTokenSessionId">The session that made the change and lives on; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task SaveAsync(User user, string? exceptTokenSessionId, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Refuses with InvalidPassword what the pool's policy does not allow.</summary>
    public void CheckPolicy(Secret password) => throw new NotImplementedException();

    /// <summary>A random password that the pool's policy allows.</summary>
    public Secret GenerateTemporary() => throw new NotImplementedException();

    /// <summary>Salt and verifier of SRP-6a; null when the user has none.</summary>
    public (byte[] Salt, byte[] Verifier)? OpenSrpVerifier(User user) => throw new NotImplementedException();
}
