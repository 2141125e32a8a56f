using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Risk;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// What a sign-in needs after a factor was proven: an ordered list of questions, asked anew after every answer. The first
/// that has something to say decides; when none has, the sign-in is complete. Pure, and the only place that decides this.
/// </summary>
public static class NextStep
{
    private static readonly IReadOnlyList<Func<SignInFacts, Verdict?>> Questions =
    [
        IsAnythingProven,
        IsTheUserEnabled,
        IsTheRiskTooHigh,
        IsTheUserConfirmed,
        MustThePasswordBeReset,
        MustThePasswordBeChanged,
        MustTheDeviceProveItself,
        IsALevelOwed,
        facts => StandsInForASecondFactor(facts) ? null : IsASecondFactorOwed(facts),
        IsALevelOutOfReach,
    ];

    /// <summary>What the sign-in needs now.</summary>
    public static Verdict Of(SignInFacts facts) =>
        Questions.Select(question => question(facts)).FirstOrDefault(verdict => verdict is not null) ?? new Verdict.Complete();

    /// <summary>Nobody proves anything for a user that there isn't, and nothing unproven goes further.</summary>
    private static Verdict.Refuse? IsAnythingProven(SignInFacts facts) =>
        facts.User is not null && facts.Proofs.Count > 0 ? null : new(AuthError.IncorrectUsernameOrPassword);

    private static Verdict.Refuse? IsTheUserEnabled(SignInFacts facts) =>
        facts.User!.Enabled ? null : new(AuthError.UserDisabled);

    /// <summary>A second factor that a risk demands is asked for by the pool's rule; who has none doesn't come in.</summary>
    private static Verdict.Refuse? IsTheRiskTooHigh(SignInFacts facts) =>
        facts.Risk.Action is AttemptRisk.Block
        || (facts.Risk.Action is AttemptRisk.MfaRequired
            && facts.SecondFactors.Count == 0
            && !facts.Proofs.Any(proof => proof.IsMultiFactor))
            ? new(AuthError.BlockedForSecurity)
            : null;

    private static Verdict.Refuse? IsTheUserConfirmed(SignInFacts facts) =>
        facts.User!.Status != UserStatus.UNCONFIRMED ? null : new(AuthError.UserNotConfirmed);

    private static Verdict.Refuse? MustThePasswordBeReset(SignInFacts facts) =>
        facts.User!.Status != UserStatus.RESET_REQUIRED ? null : new(AuthError.PasswordResetRequired);

    private static Verdict? MustThePasswordBeChanged(SignInFacts facts)
    {
        if (facts.User!.Status != UserStatus.FORCE_CHANGE_PASSWORD)
        {
            return null;
        }

        var expiresAt = facts.User.PasswordSetAt + facts.PasswordRules.TemporaryPasswordLifetime;
        return facts.Now < expiresAt
            ? new Verdict.Ask(NewPasswordRequired.ChallengeName)
            : new Verdict.Refuse(AuthError.TemporaryPasswordExpired);
    }

    /// <summary>
    /// A remembered device is asked right after the first factor, or after what triggers asked (CUSTOM_AUTH), and then spares
    /// its user the second one. Not whoever is to set up a second factor first, nobody who has given one already, and no device
    /// that would be followed by a second factor all the same: clients take its proof for the end.
    /// </summary>
    private static Verdict.Ask? MustTheDeviceProveItself(SignInFacts facts)
    {
        var mustSetUp = facts is { MfaConfiguration: "ON", SecondFactors.Count: 0 };
        var isOneGiven = facts.Proofs.Count(proof => proof.Challenge != CustomChallenge.ChallengeName) > 1;
        return facts.Device is { IsRemembered: true, IsProven: false } device
            && !isOneGiven
            && !mustSetUp
            && !IsRisky(facts)
            && (device.StandsIn || IsASecondFactorOwed(facts) is null)
            ? new(DeviceSrpAuth.ChallengeName)
            : null;
    }

    /// <summary>Only for a factor that there is: a device never spares its user setting one up.</summary>
    private static bool StandsInForASecondFactor(SignInFacts facts) =>
        facts is { Device: { StandsIn: true, IsProven: true }, SecondFactors.Count: > 0 } && !IsRisky(facts);

    /// <summary>A second factor that a risk demands is one that a person gives.</summary>
    private static bool IsRisky(SignInFacts facts) => facts.Risk.DemandsSecondFactor;

    /// <summary>What the pool demands and nobody set up is asked for too: a pool that is ON never lets one factor pass.</summary>
    private static Verdict.Ask? IsASecondFactorOwed(SignInFacts facts)
    {
        var isAsked = facts.MfaConfiguration switch
        {
            "ON" => true,
            "OPTIONAL" => facts.SecondFactors.Count > 0,
            _ => false,
        };
        var left = SecondFactorsLeft(facts.SecondFactors, facts.Proofs);
        // Who chose nothing that counts, in a pool that asks everybody, gets the code by text, as in Cognito.
        var preferred = facts.User!.ActiveFactors.Intersect(facts.SecondFactors).Any()
            ? facts.User.PreferredFactor
            : SecondFactors.Sms;
        return (isAsked && !IsASecondFactorProven(facts.Proofs, left), left) switch
        {
            (false, _) => null,
            // Who began without a password and has no other factor gives the password; who has none sets a factor up.
            (_, []) => new(CanGiveAPassword(facts) ? Password.ChallengeName : MfaSetupChallenge.ChallengeName),
            (_, [var only]) => new(only),
            _ => new(preferred is not null && left.Contains(preferred) ? preferred : SelectMfaType.ChallengeName),
        };
    }

    /// <summary>
    /// What the best level takes that the user can reach; asked before the second factor, which it mostly is too, so that
    /// nobody gives two where one does for both.
    /// </summary>
    private static Verdict.Ask? IsALevelOwed(SignInFacts facts)
    {
        var methods = MethodsOf(facts.Proofs);
        foreach (var level in facts.Levels)
        {
            if (AuthenticationLevels.Of(methods) >= level)
            {
                return null;
            }

            if (Raising(facts, methods, level).FirstOrDefault() is { } factor)
            {
                return new(factor);
            }

            // Who began without a password may have it as the missing part, alone or beside a factor that is asked for next.
            string[] withPassword = [.. methods, AuthenticationLevels.PasswordMethod];
            if (CanGiveAPassword(facts)
                && !facts.Proofs.Any(IsPassword)
                && (AuthenticationLevels.Of(withPassword) >= level || Raising(facts, withPassword, level).Any()))
            {
                return new(Password.ChallengeName);
            }
        }

        return null;
    }

    /// <summary>All or nothing: no level below the demand is granted.</summary>
    private static Verdict.Refuse? IsALevelOutOfReach(SignInFacts facts) =>
        facts.Levels.Count == 0 || facts.Levels.Min() <= AuthenticationLevels.Of(MethodsOf(facts.Proofs))
            ? null
            : new(AuthError.LevelOutOfReach);

    /// <summary>Whether all that the user has comes to one of the levels demanded.</summary>
    internal static bool CanReachALevel(SignInFacts facts)
    {
        var all = SecondFactorsLeft(facts.SecondFactors, facts.Proofs).Select(AuthenticationLevels.MethodOf).OfType<string>()
            .Concat(CanGiveAPassword(facts) ? [AuthenticationLevels.PasswordMethod] : []);
        return facts.Levels.Count == 0
            || AuthenticationLevels.Of([.. MethodsOf(facts.Proofs), .. all]) >= facts.Levels.Min();
    }

    /// <summary>The second factors that each reach the level by themselves, the preferred one first.</summary>
    private static IEnumerable<string> Raising(SignInFacts facts, IReadOnlyList<string> methods, int level) =>
        ThatReach([level], methods, SecondFactorsLeft(facts.SecondFactors, facts.Proofs))
            .Where(factor => facts.Proofs.All(proof => proof.Challenge != factor))
            .OrderBy(factor => factor == facts.User!.PreferredFactor ? 0 : 1);

    /// <summary>Those of the factors that reach one of the levels, beside the methods of <c>amr</c> that were proven.</summary>
    internal static IEnumerable<string> ThatReach(
        IReadOnlyList<int> levels,
        IReadOnlyList<string> methods,
        IReadOnlyList<string> factors) =>
        factors.Where(factor => AuthenticationLevels.MethodOf(factor) is { } method
            && AuthenticationLevels.Of([.. methods, method]) >= levels.Min());

    internal static IReadOnlyList<string> MethodsOf(IReadOnlyList<Proof> proofs) =>
        [.. proofs.Select(proof => proof.Amr).OfType<string>()];

    /// <summary>What was given first can't be the second factor too, though a user may have it active as one.</summary>
    internal static IReadOnlyList<string> SecondFactorsLeft(IReadOnlyList<string> factors, IReadOnlyList<Proof> proofs) =>
        [.. factors.Where(factor => factor != SecondFactors.UsedUpBy(proofs[0].Challenge))];

    private static bool IsASecondFactorProven(IReadOnlyList<Proof> proofs, IReadOnlyList<string> left) =>
        proofs.Any(proof => proof.IsMultiFactor)
        || proofs.Skip(1).Any(proof => left.Contains(proof.Challenge)
            || proof.Challenge is RecoveryCodeChallenge.ChallengeName
            || (IsPassword(proof) && !IsPassword(proofs[0])));

    private static bool CanGiveAPassword(SignInFacts facts) =>
        facts.User!.PasswordHash is not null && !IsPassword(facts.Proofs[0]);

    private static bool IsPassword(Proof proof) =>
        proof.Challenge is Password.ChallengeName or PasswordVerifier.ChallengeName;
}
