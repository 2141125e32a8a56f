using System.Globalization;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.ProtectedResources;

/// <summary>
/// How strong and how fresh the sign-in behind a token must be for userInfo, where an operator says so of its client. A token
/// that is good but not good enough is answered by a challenge, by which the client can ask for a better one (RFC 9470).
/// </summary>
internal sealed class AuthenticationDemands(PoolScope scope, TimeProvider time)
{
    /// <exception cref="OAuthException">insufficient_user_authentication.</exception>
    public void Check(AccessTokenIdentity identity)
    {
        if (IsTooLow(identity) || IsTooOld(identity))
        {
            // A token that is bound to a key was sent as one, or it had not been let in.
            throw Challenges.Refusal(
                identity.Confirmation.KeyThumbprint is null ? TokenScheme.Bearer : TokenScheme.DPoP,
                StatusCodes.Status401Unauthorized,
                "insufficient_user_authentication",
                "A stronger or more recent sign-in is required.",
                WantedOf(identity));
        }
    }

    /// <summary>Lower than all that would do. Levels that the pool has lost since are reached by nobody.</summary>
    private bool IsTooLow(AccessTokenIdentity identity) =>
        identity.Client.Metadata.UserinfoAcrValues is { Count: > 0 } values
        && AuthenticationLevels.Parse(scope.Pool, string.Join(' ', values)).DefaultIfEmpty(int.MaxValue).Min()
            > AuthenticationLevels.Of(identity.Session.Amr);

    private bool IsTooOld(AccessTokenIdentity identity) =>
        identity.Client.Metadata.UserinfoMaxAge is { } seconds
        && time.GetUtcNow() - identity.Session.AuthenticatedAt > TimeSpan.FromSeconds(seconds);

    /// <summary>All of it, so that one more sign-in is enough.</summary>
    private static IEnumerable<(string Name, string Value)> WantedOf(AccessTokenIdentity identity)
    {
        if (identity.Client.Metadata.UserinfoAcrValues is { Count: > 0 } values)
        {
            yield return ("acr_values", string.Join(' ', values));
        }

        if (identity.Client.Metadata.UserinfoMaxAge is { } seconds)
        {
            yield return ("max_age", seconds.ToString(CultureInfo.InvariantCulture));
        }
    }
}
