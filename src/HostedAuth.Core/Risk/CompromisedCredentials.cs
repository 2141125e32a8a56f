using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.Risk;

/// <summary>
/// What follows from a password that is known from a breach. Where the pool says nothing, a new one is refused, and one that
/// is in use signs in; a strict pool refuses what its configuration says alone. One for each request.
/// </summary>
public sealed class CompromisedCredentials(IBreachedPasswords list, PoolScope scope)
{
    /// <summary>Whether a password of this request was found on the list; events tell it.</summary>
    public bool WereFound { get; private set; }

    /// <summary>Refuses with PasswordCompromised a new password. Call it outside transactions: it may ask a service.</summary>
    /// <param name="password">The new password.</param>
    /// <param name="isFirst">Whether it is the user's first (SIGN_UP), or another (PASSWORD_CHANGE).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task CheckNewAsync(Secret password, bool isFirst, CancellationToken cancellationToken)
    {
        var action = ActionOf(scope.Pool.Pool.Risk, isFirst ? "SIGN_UP" : "PASSWORD_CHANGE")
            ?? (scope.Pool.IsStrict ? null : AttemptRisk.Block);
        if (await IsFoundAsync(action, password, cancellationToken) && action is AttemptRisk.Block)
        {
            throw AuthError.PasswordCompromised.AsException();
        }
    }

    /// <summary>Whether a right password lets nobody in any more, since it is known.</summary>
    public async Task<bool> IsBlockedAtSignInAsync(
        ClientSnapshot client,
        Secret password,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        var action = ActionOf(client.Client.Risk ?? scope.Pool.Pool.Risk, "SIGN_IN");
        return await IsFoundAsync(action, password, cancellationToken) && action is AttemptRisk.Block;
    }

    /// <summary>Asks only where something can follow.</summary>
    private async Task<bool> IsFoundAsync(string? action, Secret password, CancellationToken cancellationToken)
    {
        var isFound = action is not null
            && list.IsConfigured
            && await list.ContainAsync(password, cancellationToken);
        WereFound |= isFound;
        return isFound;
    }

    /// <summary>BLOCK, NO_ACTION; null where the configuration has nothing to say of the event.</summary>
    private string? ActionOf(RiskSettings? settings, string happening)
    {
        var configured = settings?.CompromisedCredentials;
        if (configured is null || !ThreatProtection.KeepsEvents(scope.Pool, isCustomAuth: false))
        {
            return null;
        }

        var isMeant = configured.EventFilter is null or { Count: 0 } || configured.EventFilter.Contains(happening);
        return isMeant && ThreatProtection.IsEnforced(scope.Pool, isCustomAuth: false)
            ? configured.Actions?.EventAction ?? AttemptRisk.NoAction
            : AttemptRisk.NoAction;
    }
}
