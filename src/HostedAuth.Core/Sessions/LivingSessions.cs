using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Core.Sessions;

/// <summary>
/// Binds a save to a session that must still live then. The rows are held, not only read: whoever ends the session waits for
/// the save, and so finds what it began, or the save sees the end.
/// </summary>
public sealed class LivingSessions(HostedAuthDbContext context)
{
    private static readonly RowLock Browser = LockOn(
        """SELECT 1 FROM sso_sessions WHERE "PoolId" = @p0 AND "Id" = @p1 AND "EndedAt" IS NULL""");

    private static readonly RowLock Tokens = LockOn(
        """SELECT 1 FROM token_sessions WHERE "PoolId" = @p0 AND "Id" = @p1 AND "EndedAt" IS NULL""");

    private static readonly RowLock AnyConsent = LockOn(
        """SELECT 1 FROM consents WHERE "PoolId" = @p0 AND "UserId" = @p1 AND "ClientId" = @p2""", values: 3);

    private static readonly RowLock ThatConsent = LockOn(
        """SELECT 1 FROM consents WHERE "PoolId" = @p0 AND "UserId" = @p1 AND "ClientId" = @p2 AND "Id" = @p3""", values: 4);

    /// <summary>Lets the next save be only while the browser is signed in; else it is refused.</summary>
    internal void RequireBrowserWithSave(string ssoSessionId, AuthError refusal) =>
        RequireWithSave(Browser, [context.PoolId, ssoSessionId], refusal);

    /// <summary>Lets the next save be only while the token session lives; else it is refused.</summary>
    internal void RequireTokensWithSave(string tokenSessionId, AuthError refusal) =>
        RequireWithSave(Tokens, [context.PoolId, tokenSessionId], refusal);

    /// <summary>
    /// Lets the next save begin a session of a client that asks consent only while its user allows it anything, and by the
    /// consent that the grant rests on; else it is refused. After what waits for the user's row: who takes a consent back begins
    /// with that.
    /// </summary>
    internal void RequireConsentWithSave(Grant grant, AuthError refusal)
    {
        if (grant.SsoSessionId is null || !grant.Client.AsksConsent)
        {
            return;
        }

        string?[] consent = [context.PoolId, grant.User!.Id, grant.Client.ClientId];
        if (grant.IsByCode)
        {
            RequireWithSave(ThatConsent, [.. consent, grant.ConsentId ?? ""], refusal);
        }
        else
        {
            RequireWithSave(AnyConsent, consent, refusal);
        }
    }

    private void RequireWithSave(RowLock row, IReadOnlyList<object?> values, AuthError refusal) =>
        context.RunWithSave(async cancellationToken =>
        {
            if (!await row.TakeAsync(context, values, cancellationToken))
            {
                throw refusal.AsException();
            }
        });

    private static RowLock LockOn(string query, int values = 2) =>
        new(query, [.. Enumerable.Repeat(typeof(string), values)]);
}
