using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.Users;

/// <summary>Keeps users out, and lets them in again.</summary>
public sealed class UserAccess(UserDirectory directory, HostedAuthDbContext context, TokenSessions sessions)
{
    /// <summary>Keeps the user from signing in and ends all their sessions. Refuses with UserNotFound.</summary>
    public Task DisableAsync(string name, CancellationToken cancellationToken) => directory.ChangeAsync(
        name,
        user => context.InTransactionAsync(
            async () =>
            {
                user.Enabled = false;
                await directory.SaveAsync(cancellationToken);
                await sessions.EndAllAsync(user.Id, exceptTokenSessionId: null, ssoToo: true, cancellationToken);
            },
            cancellationToken),
        cancellationToken);

    /// <summary>Lets the user sign in again; ended sessions stay ended. Refuses with UserNotFound.</summary>
    public Task EnableAsync(string name, CancellationToken cancellationToken) => directory.ChangeAsync(
        name,
        user =>
        {
            user.Enabled = true;
            return directory.SaveAsync(cancellationToken);
        },
        cancellationToken);
}
