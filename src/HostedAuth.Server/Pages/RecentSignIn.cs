using HostedAuth.Core.Sessions;
using HostedAuth.Core.Users;
using HostedAuth.Oidc;

namespace HostedAuth.Server.Pages;

/// <summary>Who signed in at this browser a short while ago: nobody else changes by what the account is signed in to.</summary>
internal sealed class RecentSignIn(BrowserSession browser, TimeProvider time)
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(15);

    /// <summary>The user; null where nobody is signed in, or has been for longer.</summary>
    public async Task<User?> FindUserAsync(HttpRequest request, CancellationToken cancellationToken) =>
        (await FindAsync(request, cancellationToken))?.User;

    /// <summary>As <see cref="FindUserAsync"/>, with the session.</summary>
    public async Task<SsoSessionUser?> FindAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await browser.FindAsync(request, cancellationToken) is { } found
        && time.GetUtcNow() - found.Session.AuthenticatedAt < Recent
            ? found
            : null;
}
