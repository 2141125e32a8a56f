using HostedAuth.Core.Mfa;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using HostedAuth.Oidc;

namespace HostedAuth.Server.Pages;

/// <summary>Who signed in at this browser a short while ago: nobody else changes by what the account is signed in to.</summary>
internal sealed class RecentSignIn(BrowserSession browser, PoolScope scope, TimeProvider time)
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The user whose sign-in proved what the pool itself asks for, so that they may add what signs in at every client; or
    /// null. The word of the pool's triggers is not that, whatever else they asked for, nor, where MFA is ON or the user
    /// has second factors, one factor in a browser that isn't remembered.
    /// </summary>
    public async Task<User?> FindProvenUserAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request, cancellationToken) is not var (session, user)
            || session.IsByTriggers)
        {
            return null;
        }

        var hasFactors = scope.Pool.Mfa.IsRequired || UserFactors.Of(scope.Pool.Mfa, user).Count > 0;
        return !hasFactors
            || UserFactors.AreProvenBy(user, session)
            || await browser.IsRememberedAsync(request, user, cancellationToken)
                ? user
                : null;
    }

    /// <summary>The user and their session; null where nobody is signed in, or has been for longer.</summary>
    public async Task<SsoSessionUser?> FindAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await browser.FindAsync(request, cancellationToken) is { } found
        && time.GetUtcNow() - found.Session.AuthenticatedAt < Recent
            ? found
            : null;
}
