using HostedAuth.Core.Logout;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Sessions;

// Who is told.
public sealed partial class TokenSessions
{
    /// <summary>Ends sessions in one transaction with what their clients are told.</summary>
    /// <param name="ended">Those that end.</param>
    /// <param name="allOfUser">The user, where all of theirs end; else null.</param>
    /// <param name="endAsync">Ends them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private Task EndTellingAsync(
        IQueryable<TokenSession> ended,
        string? allOfUser,
        Func<Task> endAsync,
        CancellationToken cancellationToken) => context.InTransactionAsync(
            async () =>
            {
                if (allOfUser is not null && notices.AreWanted)
                {
                    // A session that is on its way is among those that end, or begins afterwards.
                    await UserRows.LockAsync(context, allOfUser, cancellationToken);
                }

                var concerned = await notices.ConcernedAsync(ended, cancellationToken);
                await endAsync();
                await TellAsync(concerned, cancellationToken);
            },
            cancellationToken);

    private async Task TellAsync(IReadOnlyList<LogoutNotice> concerned, CancellationToken cancellationToken)
    {
        if (await notices.TellAsync(concerned, cancellationToken))
        {
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}
