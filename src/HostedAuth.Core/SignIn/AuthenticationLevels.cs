using HostedAuth.Core.Mfa;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// How much a sign-in proved (<c>acr</c>), from 1 to 4: a password; one code by message; a passkey, or a password and a
/// code; a password and an authenticator app. The pool may name the levels (AcrConfiguration).
/// </summary>
public static class AuthenticationLevels
{
    /// <summary>Before the level, where the pool names none.</summary>
    public const string DefaultPrefix = "urn:cognito:loa:";

    /// <summary>A password, among the methods of <c>amr</c>.</summary>
    internal const string PasswordMethod = "pwd";

    /// <summary>A passkey that never leaves its device (RFC 8176).</summary>
    internal const string DeviceBoundPasskeyMethod = "hwk";

    /// <summary>A passkey that may be copied to other devices (RFC 8176).</summary>
    internal const string SyncedPasskeyMethod = "swk";

    private const int Highest = 4;

    /// <summary>The level that methods of <c>amr</c> come to; 0 for none, such as another provider's word.</summary>
    public static int Of(IReadOnlyCollection<string> amr)
    {
        ArgumentNullException.ThrowIfNull(amr);
        var hasPassword = amr.Contains(PasswordMethod);
        var hasCode = amr.Contains("sms") || amr.Contains("email_otp");
        return amr switch
        {
            _ when hasPassword && amr.Contains("otp") => 4,
            _ when amr.Any(IsPasskey) || (hasPassword && hasCode) => 3,
            _ when hasCode => 2,
            _ when hasPassword => 1,
            _ => 0,
        };
    }

    /// <summary>Whether a method of <c>amr</c> is a passkey.</summary>
    public static bool IsPasskey(string? method) => method is DeviceBoundPasskeyMethod or SyncedPasskeyMethod;

    /// <summary>The value of a level in tokens; null for none.</summary>
    public static string? ValueOf(PoolSnapshot pool, int level)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return level == 0
            ? null
            : pool.Settings.AcrConfiguration?.GetValueOrDefault($"Level{level}")?.AcrValue ?? $"{DefaultPrefix}{level}";
    }

    /// <summary>Whether a level can be demanded: not in a strict pool of the tier LITE, as on AWS.</summary>
    public static bool CanBeDemanded(PoolSnapshot pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return !pool.IsStrict || pool.Settings.UserPoolTier != "LITE";
    }

    /// <summary>
    /// The levels that values stand for, in their order; what stands for none, or can't be demanded, is left out.
    /// </summary>
    /// <param name="pool">The pool, which may name them.</param>
    /// <param name="values">Divided by blanks, the best first (OIDC Core, section 3.1.2.1: acr_values).</param>
    public static IReadOnlyList<int> Parse(PoolSnapshot pool, string? values)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return
        [
            .. (CanBeDemanded(pool) ? values ?? "" : "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(value => Enumerable.Range(1, Highest).FirstOrDefault(level => ValueOf(pool, level) == value))
                .Where(level => level > 0)
                .Distinct(),
        ];
    }

    /// <summary>All values of the pool, the lowest level first.</summary>
    public static IEnumerable<string> ValuesOf(PoolSnapshot pool) =>
        Enumerable.Range(1, Highest).Select(level => ValueOf(pool, level)!);

    /// <summary>The method of <c>amr</c> that a second factor gives; null for one that raises no level.</summary>
    internal static string? MethodOf(string factor) => factor switch
    {
        SecondFactors.SoftwareToken => "otp",
        SecondFactors.Sms => "sms",
        SecondFactors.Email => "email_otp",
        SecondFactors.Passkey => DeviceBoundPasskeyMethod,
        _ => null,
    };

    /// <summary>What a session's methods proved, as proofs of the moment it began.</summary>
    internal static IReadOnlyList<Proof> ProofsOf(IReadOnlyList<string> amr, DateTimeOffset at)
    {
        // Several factors by one method alone: a passkey whose owner was verified.
        var isMultiFactor = amr is [_, _] && Proof.HasSeveralFactors(amr);
        return
        [
            .. amr.Select(method => (Method: method, Challenge: ChallengeOf(method)))
                .Where(held => held.Challenge is not null)
                .Select(held => new Proof(held.Challenge!, held.Method, at)
                {
                    IsMultiFactor = isMultiFactor && held.Challenge is SecondFactors.Passkey,
                }),
        ];
    }

    /// <summary>The challenge that proves a method of <c>amr</c>; null for one that no challenge of ours does.</summary>
    internal static string? ChallengeOf(string method) => method switch
    {
        PasswordMethod => Challenges.Password.ChallengeName,
        "otp" => SecondFactors.SoftwareToken,
        "sms" => SecondFactors.Sms,
        "email_otp" => SecondFactors.Email,
        _ when IsPasskey(method) => SecondFactors.Passkey,
        _ => null,
    };
}
