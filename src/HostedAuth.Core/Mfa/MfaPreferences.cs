using HostedAuth.Core.Devices;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Mfa;

/// <summary>Which second factors a user has active, and which of them they prefer.</summary>
public sealed class MfaPreferences(
    PoolScope scope,
    UserDirectory users,
    AuthenticatorApps apps,
    Passkeys.Passkeys passkeys,
    DeviceRemoval devices)
{
    /// <summary>
    /// Switches factors of a user on and off; those that aren't named stay. Refuses with UserNotFound, and with InvalidParameter
    /// a factor that the pool hasn't or the user can't use, a second preference, and to take the last factor where the pool
    /// demands one; with SecondFactorNotProven a session that may not.
    /// </summary>
    /// <param name="name">User name, sub or alias.</param>
    /// <param name="choices">By factor (<see cref="SecondFactors"/>).</param>
    /// <param name="by">The user's own session, which must be fit for it; null for an administrator.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task SetAsync(
        string name,
        IReadOnlyDictionary<string, FactorChoice> choices,
        TokenSession? by,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(choices);
        AuthError.RefuseInvalid(
            choices.Values.Count(choice => choice.IsPreferred) > 1,
            "Only one MFA method can be set as preferred.");
        AuthError.RefuseInvalid(
            choices.Values.Any(choice => choice is { IsPreferred: true, IsEnabled: false }),
            "An MFA method must be enabled to be preferred.");
        return users.ChangeAsync(
            name,
            async user =>
            {
                if (by is not null)
                {
                    FactorChanges.Check(scope.Pool, user, by);
                }

                if (choices.Values.Any(choice => choice.IsEnabled))
                {
                    devices.MistrustBeforeFirstFactorWithSave(user, by?.Id);
                }

                await ApplyAsync(user, choices, cancellationToken);
                await users.SaveAsync(cancellationToken);
            },
            cancellationToken);
    }

    private async Task ApplyAsync(
        User user,
        IReadOnlyDictionary<string, FactorChoice> choices,
        CancellationToken cancellationToken)
    {
        var had = UserFactors.Of(scope.Pool.Mfa, user).Count;
        foreach (var (factor, choice) in choices)
        {
            if (!choice.IsEnabled)
            {
                UserFactors.Deactivate(user, factor);
                continue;
            }

            await CheckAsync(user, factor, cancellationToken);
            UserFactors.Activate(user, factor);
            user.PreferredFactor = choice.IsPreferred ? factor
                : user.PreferredFactor == factor ? null
                : user.PreferredFactor;
        }

        if (had > 0)
        {
            UserFactors.CheckRequired(scope.Pool.Mfa, user);
        }
    }

    private async Task CheckAsync(User user, string factor, CancellationToken cancellationToken)
    {
        AuthError.RefuseInvalid(!scope.Pool.Mfa.Allows(factor), $"{factor} is not enabled for the user pool.");
        AuthError.RefuseInvalid(
            !UserFactors.CanReach(user, factor),
            $"User does not have delivery config set to turn on {factor}");
        AuthError.RefuseInvalid(
            factor is SecondFactors.SoftwareToken && !await apps.HasAnyAsync(user.Id, cancellationToken),
            "User has not verified software token mfa");
        AuthError.RefuseInvalid(
            factor is SecondFactors.Passkey && (await passkeys.OfUserAsync(user.Id, cancellationToken)).Count == 0,
            "User has not registered a passkey");
    }
}

/// <summary>What becomes of one factor.</summary>
public sealed record FactorChoice(bool IsEnabled, bool IsPreferred);
