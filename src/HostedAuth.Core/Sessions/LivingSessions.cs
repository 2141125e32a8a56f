using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
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
            await context.Database.ExecuteSqlAsync(
                $"""
                UPDATE sso_sessions SET "EndedAt" = NULL
                WHERE "PoolId" = {context.PoolId} AND "Id" = {ssoSessionId} AND "EndedAt" IS NULL
                """,
                cancellationToken),
            refusal));

    /// <summary>Lets the next save be only while the token session lives; else it is refused.</summary>
    internal void RequireTokensWithSave(string tokenSessionId, AuthError refusal) => context.RunWithSave(async cancellationToken =>
        Require(
            await context.Database.ExecuteSqlAsync(
                $"""
                UPDATE token_sessions SET "EndedAt" = NULL
                WHERE "PoolId" = {context.PoolId} AND "Id" = {tokenSessionId} AND "EndedAt" IS NULL
                """,
                cancellationToken),
            refusal));

    /// <summary>
    /// Lets the next save begin a session of a client that asks consent only while its user allows it anything; else it is
    /// refused. After what waits for the user's row: who takes a consent back begins with that.
    /// </summary>
    internal void RequireConsentWithSave(Grant grant, AuthError refusal)
    {
        if (grant.SsoSessionId is null || !grant.Client.AsksConsent)
        {
            return;
        }

        context.RunWithSave(async cancellationToken => Require(
            await context.Consents
                .Where(row => row.UserId == grant.User!.Id && row.ClientId == grant.Client.ClientId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.GrantedAt, row => row.GrantedAt), cancellationToken),
            refusal));
    }

    private static void Require(int living, AuthError refusal)
    {
        if (living == 0)
        {
            throw refusal.AsException();
        }
    }
}
