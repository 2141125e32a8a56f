using HostedAuth.Core.Secrets;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Mfa;

/// <summary>The address that authenticator apps read from a QR code (Google Authenticator's key URI format).</summary>
public static class OtpAuth
{
    /// <param name="pool">Whose account it is.</param>
    /// <param name="user">Which account.</param>
    /// <param name="secret">The shared secret.</param>
    public static Secret UriOf(PoolSnapshot pool, User user, ReadOnlySpan<byte> secret)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(user);
        // Where people sign in by an address their user name is a sub, which they have never seen.
        var account = pool.UsernameAttributes.Count == 0
            ? user.Username
            : user.Attributes.GetValueOrDefault("email") ?? user.Attributes.GetValueOrDefault("phone_number", user.Username);
        // A colon parts issuer and account.
        var name = Uri.EscapeDataString(pool.Pool.Name.Replace(':', ' '));
        return new Secret(
            $"otpauth://totp/{name}:{Uri.EscapeDataString(account)}?secret={Base32.Encode(secret)}&issuer={name}"
            + $"&algorithm=SHA1&digits={Totp.Digits}&period={Totp.StepSeconds}");
    }
}
