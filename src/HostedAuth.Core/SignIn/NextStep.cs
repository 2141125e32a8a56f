using HostedAuth.Core.Errors;
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
        IsASecondFactorOwed,
    ];

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

    /// <summary>What the pool demands and nobody set up is asked for too: a pool that is ON never lets one factor pass.</summary>
    private static Verdict.Ask? IsASecondFactorOwed(SignInFacts facts)
    {
        var isAsked = facts.MfaConfiguration switch
        {
            "ON" => true,
            "OPTIONAL" => facts.SecondFactors.Count > 0,
            _ => false,
        };
        // What was given first can't be the second factor too, though a user may have it active as one.
        var isProven = facts.Proofs.Any(proof => proof.IsMultiFactor)
            || facts.Proofs.Skip(1).Any(proof => facts.SecondFactors.Contains(proof.Challenge));
        if (!isAsked || isProven)
        {
            return null;
        }

        return facts.SecondFactors switch
        {
            [] => new("MFA_SETUP"),
            [var only] => new(only),
            _ => new("SELECT_MFA_TYPE"),
        };
    }
}
