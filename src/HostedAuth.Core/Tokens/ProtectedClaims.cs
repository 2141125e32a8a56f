using System.Collections.Frozen;

namespace HostedAuth.Core.Tokens;

/// <summary>Claims that say who was proven to be whom, when and for whom: no trigger changes them, as on AWS.</summary>
internal static class ProtectedClaims
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
    [
        "acr", "act", "amr", "at_hash", "aud", "auth_time", "azp", "c_hash", "client_id", "cnf", "device_key",
        "event_id", "exp", "iat", "identities", "iss", "jti", "nbf", "nonce", "origin_jti", "s_hash", "sid", "sub", "token_use",
        "username", "version",
    ]);

    /// <summary>Whether the claim is one of them; all that begin with <c>cognito:</c> are.</summary>
    public static bool Contain(string name) =>
        Names.Contains(name) || name.StartsWith("cognito:", StringComparison.OrdinalIgnoreCase);
}
