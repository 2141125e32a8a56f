using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Sessions;

/// <summary>
/// Binds a save to a session that must still live then. The rows are written, not read: whoever ends the session waits for
/// the save, and so finds what it began, or the save sees the end.
/// </summary>
public sealed class LivingSessions(HostedAuthDbContext context)
{
    /// <summary>Lets the next save be only while the browser is signed in; else it is refused.</summary>
    internal void RequireBrowserWithSave(string ssoSessionId, AuthError refusal) => context.RunWithSave(async cancellationToken =>
        Require(
            await context.SsoSessions
                .Where(sso => sso.Id == ssoSessionId && sso.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(sso => sso.EndedAt, (DateTimeOffset?)null), cancellationToken),
            refusal));

    /// <summary>Lets the next save be only while the token session lives; else it is refused.</summary>
    internal void RequireTokensWithSave(string tokenSessionId, AuthError refusal) => context.RunWithSave(async cancellationToken =>
        Require(
            await context.TokenSessions
                .Where(session => session.Id == tokenSessionId && session.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, (DateTimeOffset?)null), cancellationToken),
            refusal));

    private static void Require(int living, AuthError refusal)
    {
        if (living == 0)
        {
            throw refusal.AsException();
        }
    }
}
