using System.Collections.Frozen;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.Mfa;

/// <summary>The second factors of a pool, as its settings come to.</summary>
public sealed class PoolMfa
{
    private readonly FrozenSet<string> _allowed;

    private PoolMfa(string configuration, MfaFactors factors, WebAuthnConfiguration? webAuthn, bool hasPasskeys)
    {
        Configuration = configuration;
        Factors = factors;
        WebAuthn = webAuthn;
        _allowed = configuration is "OFF" ? [] : Names(factors, hasPasskeys ? webAuthn : null).ToFrozenSet();
    }

    /// <summary>OFF, OPTIONAL or ON.</summary>
    public string Configuration { get; }

    /// <summary>The factors that are switched on; they count while the configuration isn't OFF.</summary>
    public MfaFactors Factors { get; }

    /// <summary>How the pool uses passkeys, also as a first factor; null: by the defaults.</summary>
    public WebAuthnConfiguration? WebAuthn { get; }

    /// <summary>Whether everybody owes a second factor.</summary>
    public bool IsRequired => Configuration is "ON";

    /// <summary>Whether the factor may be set up and asked for (<see cref="SecondFactors"/>).</summary>
    public bool Allows(string factor) => _allowed.Contains(factor);

    /// <summary>
    /// What the pool's settings come to. Where nobody called SetUserPoolMfaConfig: texts if the pool can send them, and,
    /// unless the pool is strict, authenticator apps, which need no means at all.
    /// </summary>
    public static PoolMfa Of(UserPool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var hasSms = pool.Settings.SmsConfiguration is not null;
        var chosen = pool.Mfa?.Factors ?? new() { SoftwareToken = !pool.IsStrict, Sms = hasSms };
        return new PoolMfa(
            pool.Settings.MfaConfiguration ?? "OFF",
            chosen with { Sms = chosen.Sms && (hasSms || !pool.IsStrict) },
            pool.Mfa?.WebAuthnConfiguration,
            pool.Settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors?.Contains(SecondFactors.Passkey) == true);
    }

    private static IEnumerable<string> Names(MfaFactors factors, WebAuthnConfiguration? webAuthn)
    {
        if (factors.SoftwareToken)
        {
            yield return SecondFactors.SoftwareToken;
        }

        if (factors.Sms)
        {
            yield return SecondFactors.Sms;
        }

        if (factors.Email is not null)
        {
            yield return SecondFactors.Email;
        }

        if (webAuthn?.FactorConfiguration is "MULTI_FACTOR_WITH_USER_VERIFICATION")
        {
            yield return SecondFactors.Passkey;
        }
    }
}
