using System.Net;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Passkeys;

/// <summary>Whom a pool's passkeys are made for (Web Authentication, section 4: relying party).</summary>
/// <param name="Id">A host name: passkeys are good at it and below it.</param>
/// <param name="Name">What people know it by.</param>
/// <param name="RequiresUserVerification">Whether the authenticator must verify its user (PIN, finger, face).</param>
public sealed record RelyingParty(string Id, string Name, bool RequiresUserVerification)
{
    private const string Localhost = "localhost";

    /// <summary>Whether the pool lets people sign in by passkey.</summary>
    public static bool IsEnabled(PoolSnapshot pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return pool.Settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors?.Contains(SecondFactors.Passkey) == true;
    }

    /// <summary>Whether a passkey may be a second factor in the pool.</summary>
    public static bool IsSecondFactor(PoolSnapshot pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return IsEnabled(pool)
            && pool.Pool.Mfa?.WebAuthnConfiguration?.FactorConfiguration == "MULTI_FACTOR_WITH_USER_VERIFICATION";
    }

    /// <summary>
    /// The pool's relying party: what its setting says, else the host that it is advertised at. Refuses with
    /// WebAuthnNotEnabled, and with WebAuthnConfigurationMissing where that is no host name, or where a strict pool has
    /// no domain.
    /// </summary>
    public static RelyingParty Of(PoolSnapshot pool, PoolAddress address)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return Find(pool, address)
            ?? throw (IsEnabled(pool) ? AuthError.PasskeysNotConfigured : AuthError.PasskeysNotEnabled).AsException();
    }

    /// <summary>As <see cref="Of"/>; null where it refuses.</summary>
    public static RelyingParty? Find(PoolSnapshot pool, PoolAddress address)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(address);
        if (!IsEnabled(pool))
        {
            return null;
        }

        var setting = pool.Pool.Mfa?.WebAuthnConfiguration;
        var mustVerify = setting?.UserVerification == "required";
        if (setting?.RelyingPartyId is { Length: > 0 } id)
        {
            return new RelyingParty(id, pool.Pool.Name, mustVerify);
        }

        var host = new Uri(address.BaseOf(pool)).IdnHost;
        return IPAddress.TryParse(host, out _) || (pool.IsStrict && pool.Domains.Count == 0)
            ? null
            : new RelyingParty(host, pool.Pool.Name, mustVerify);
    }

    /// <summary>The pool's relying party, where its passkeys can be used at the origin; else null.</summary>
    public static RelyingParty? FindAt(PoolSnapshot pool, PoolAddress address, string origin) =>
        Find(pool, address) is { } party && party.Allows(origin) ? party : null;

    /// <summary>
    /// Whether a passkey may be used at the origin: the relying party's host or one below it, by https, or by http on this
    /// machine (Web Authentication, section 13.4.9).
    /// </summary>
    public bool Allows(string? origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin)
        {
            return false;
        }

        var isLocal = uri.IdnHost == Localhost || uri.IdnHost.EndsWith($".{Localhost}", StringComparison.Ordinal);
        return (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && isLocal))
            && (uri.IdnHost == Id || uri.IdnHost.EndsWith($".{Id}", StringComparison.Ordinal));
    }
}
