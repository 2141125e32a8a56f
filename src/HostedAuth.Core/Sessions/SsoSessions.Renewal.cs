using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Sessions;

// One browser, one session.
public sealed partial class SsoSessions
{
    /// <summary>
    /// Signs a browser in, and saves the unit of work. Where it is signed in already as the same user, its session goes on as
    /// the new sign-in: its apps keep their <c>sid</c>, and a logout still ends all that hangs on it. Anybody else's session
    /// ends first, as by a logout. The handle is new each time, so that one that was planted is never worth more. Refuses as
    /// <see cref="StartAsync"/>.
    /// </summary>
    /// <param name="authentication">What was proven.</param>
    /// <param name="flow">The passage of the pages that asked for it; null when none did.</param>
    /// <param name="handle">The handle that the browser sent; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The handle for the cookie.</returns>
    public async Task<Secret> SignInAsync(
        Authentication authentication,
        string? flow,
        Secret? handle,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(authentication);
        if (handle is not { } sent || await FindAsync(sent, cancellationToken) is not { Session: var earlier })
        {
            return (await StartAsync(authentication, flow, cancellationToken)).Handle;
        }

        var secret = RandomText.Handle();
        var session = NewSession(authentication, flow, secret);
        tokenSessions.SaveOnlyFor(authentication.User);
        var goesOn = false;
        context.RunWithSave(async token =>
        {
            goesOn = await TryGoOnAsync(earlier.Id, session, token);
            if (!goesOn)
            {
                await tokenSessions.EndSsoAsync(earlier.Id, token);
                context.SsoSessions.Add(session);
            }
        });
        await context.SaveChangesAsync(cancellationToken);
        return new Secret($"{(goesOn ? earlier.Id : session.Id)}.{secret.Value}");
    }

    /// <summary>
    /// Only as what it was: codes that are on their way take from the session whether the pool's triggers alone began it.
    /// </summary>
    private async Task<bool> TryGoOnAsync(string sessionId, SsoSession signIn, CancellationToken cancellationToken) =>
        await context.SsoSessions
            .Where(row => row.Id == sessionId
                && row.UserId == signIn.UserId
                && row.IsByTriggers == signIn.IsByTriggers
                && row.EndedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.SecretHash, signIn.SecretHash)
                    .SetProperty(row => row.AuthenticatedAt, signIn.AuthenticatedAt)
                    .SetProperty(row => row.Amr, signIn.Amr)
                    .SetProperty(row => row.Acr, signIn.Acr)
                    .SetProperty(row => row.FlowHash, signIn.FlowHash)
                    .SetProperty(row => row.IpAddress, signIn.IpAddress)
                    .SetProperty(row => row.UserAgent, signIn.UserAgent)
                    .SetProperty(row => row.CreatedAt, signIn.CreatedAt)
                    .SetProperty(row => row.ExpiresAt, signIn.ExpiresAt),
                cancellationToken) == 1;
}
