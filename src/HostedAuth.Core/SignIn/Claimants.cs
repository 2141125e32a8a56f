using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.SignIn;

/// <summary>Finds whom a typed name is about, by the same work whether such a user exists or not.</summary>
public sealed class Claimants(UserDirectory users, PoolScope scope)
{
    /// <summary>The claimant of a name as typed: user name, sub or alias.</summary>
    public async Task<Claimant> FindAsync(string username, CancellationToken cancellationToken)
    {
        var name = users.Normalize(username);
        var madeUp = PretendedUser.IdOf(scope.Pool, name);
        var user = await users.FindAsync(username, cancellationToken);
        return new Claimant(user, user?.Id ?? madeUp, name) { Typed = username };
    }

    /// <summary>
    /// The claimant of an attempt, as the answer names them (USERNAME): by the name that was typed, or by one that was
    /// shown.
    /// </summary>
    /// <param name="attempt">The attempt answered.</param>
    /// <param name="username">As the answer says; null when it doesn't.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Claimant> FindAsync(SignInAttempt attempt, string? username, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        // A pretence was shown its made-up sub as a user is shown the real one, and answers with it.
        return username is null || username == attempt.UserId
            ? new Claimant(await users.FindByIdAsync(attempt.UserId, cancellationToken), attempt.UserId, attempt.Name)
            : await FindAsync(username, cancellationToken);
    }

    /// <summary>
    /// USER_ID_FOR_SRP: the canonical user name. A pretence has what a user of that name would have: the name itself where
    /// people choose one, a sub where they sign in by an address; strict pools always show the sub, as AWS does.
    /// </summary>
    public string CanonicalNameOf(Claimant claimant)
    {
        ArgumentNullException.ThrowIfNull(claimant);
        var isAlias = AttributeFormats.IsEmail(claimant.Name) || AttributeFormats.IsPhoneNumber(claimant.Name);
        var namesAreChosen = !scope.Pool.IsStrict
            && scope.Pool.UsernameAttributes.Count == 0
            && !(isAlias && scope.Pool.AliasAttributes.Count > 0);
        return claimant.User?.Username ?? (namesAreChosen ? claimant.Name : claimant.Id);
    }
}
