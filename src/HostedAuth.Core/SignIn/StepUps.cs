using HostedAuth.Core.AppClients;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.SignIn;

/// <summary>Whether a browser's sign-in can be raised to what is demanded, by more proof and without beginning anew.</summary>
public static class StepUps
{
    /// <param name="pool">The pool.</param>
    /// <param name="client">The client that asks.</param>
    /// <param name="browser">The browser's session, and whose it is.</param>
    /// <param name="levels">The levels that would do, the best first; empty for any.</param>
    public static StepUp Of(
        PoolSnapshot pool,
        ClientSnapshot client,
        SsoSessionUser browser,
        IReadOnlyList<int> levels)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(browser);
        var proofs = AuthenticationLevels.ProofsOf(browser.Session.Amr, browser.Session.AuthenticatedAt);
        if (proofs.Count == 0
            || browser.Session.IsByTriggers
            || browser.Session.CreatedAt < browser.User.SecondFactorsSince
            || AuthFlow.AreTriggersAlone(pool, client))
        {
            return StepUp.Impossible;
        }

        var facts = new SignInFacts
        {
            User = browser.User,
            Proofs = proofs,
            SecondFactors = UserFactors.Of(pool.Mfa, browser.User),
            MfaConfiguration = pool.Settings.MfaConfiguration,
            Levels = levels,
            PasswordRules = pool.PasswordRules,
            // Of no account: nobody who owes a new password has a session.
            Now = browser.Session.AuthenticatedAt,
        };
        return NextStep.Of(facts) switch
        {
            Verdict.Complete => StepUp.NotOwed,
            // Who finds a browser signed in must not give its owner a second factor of their own.
            Verdict.Ask { Challenge: MfaSetupChallenge.ChallengeName } => StepUp.Impossible,
            // Known before the person is asked for what wouldn't do.
            _ when !NextStep.CanReachALevel(facts) => pool.CanJoinWithoutPassword ? StepUp.Impossible : StepUp.OutOfReach,
            Verdict.Ask => StepUp.Owed,
            _ => StepUp.Impossible,
        };
    }
}

/// <summary>What a browser's sign-in lacks.</summary>
public enum StepUp
{
    /// <summary>Nothing.</summary>
    NotOwed,

    /// <summary>More proof, which its user can give.</summary>
    Owed,

    /// <summary>
    /// A level that its user has no factors for. Only where passwords are the one first factor: elsewhere a sign-in by another
    /// may reach it.
    /// </summary>
    OutOfReach,

    /// <summary>What only a new sign-in brings.</summary>
    Impossible,
}
