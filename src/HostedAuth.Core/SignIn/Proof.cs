using HostedAuth.Core.SignIn.Challenges;

namespace HostedAuth.Core.SignIn;

/// <summary>A factor proven.</summary>
/// <param name="Challenge">By which challenge (ChallengeNameType).</param>
/// <param name="Amr">
/// Its method in tokens: <c>pwd</c>, <c>otp</c>, <c>sms</c>, … (RFC 8176 and Cognito's); null for what tokens don't
/// tell.
/// </param>
/// <param name="At">When.</param>
public sealed record Proof(string Challenge, string? Amr, DateTimeOffset At)
{
    /// <summary>Whether it is worth two factors: a passkey whose owner was verified.</summary>
    public bool IsMultiFactor { get; init; }

    /// <summary>RFC 8176: more than one factor was given.</summary>
    private const string SeveralFactors = "mfa";

    /// <summary>Whether a sign-in of this <c>amr</c> proved a second factor.</summary>
    public static bool HasSeveralFactors(IReadOnlyList<string> amr)
    {
        ArgumentNullException.ThrowIfNull(amr);
        return amr.Contains(SeveralFactors);
    }

    /// <summary>
    /// Whether nothing but the word of the pool's triggers says who this is (CUSTOM_AUTH). A code or an authenticator that they
    /// asked for as well is a second factor to a first one that nobody gave; a password, or a passkey, is a first one.
    /// </summary>
    public static bool AreByTriggers(IReadOnlyList<Proof> proofs)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        return proofs.Any(proof => proof.Challenge is CustomChallenge.ChallengeName)
            && !proofs.Any(proof =>
                proof.Amr is AuthenticationLevels.PasswordMethod || AuthenticationLevels.IsPasskey(proof.Amr));
    }

    /// <summary>The claim <c>amr</c>: each method once, in the order of the proofs, and <c>mfa</c> after two or more.</summary>
    public static IReadOnlyList<string> AmrOf(IReadOnlyList<Proof> proofs)
    {
        var methods = proofs.Select(proof => proof.Amr).OfType<string>().Distinct().ToList();
        return methods.Count > 1 || proofs.Any(proof => proof.IsMultiFactor) ? [.. methods, SeveralFactors] : methods;
    }
}
