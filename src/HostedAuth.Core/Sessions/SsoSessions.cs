using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Sessions;

/// <summary>Browsers signed in at the pool.</summary>
public sealed partial class SsoSessions(
    HostedAuthDbContext context,
    PoolScope scope,
    TokenSessions tokenSessions,
    CallDetails call,
    TimeProvider time)
{
    private const int LongestHandle = 128;

    private static readonly CompiledRead<string, SsoSessionUser?> Find =
        new((context, id, cancellationToken) => (
            from session in context.SsoSessions.AsNoTracking()
            join user in context.Users on session.UserId equals user.Id
            where session.Id == id
            select new SsoSessionUser(session, user)).FirstOrDefault());

    /// <summary>
    /// Starts a session for a browser, and saves the unit of work (the sign-in's bookkeeping with it). Refuses with
    /// IncorrectUsernameOrPassword when the user was disabled or got another password since the sign-in began.
    /// </summary>
    /// <param name="authentication">What was proven.</param>
    /// <param name="flow">The passage of the pages that asked for it; null when none did.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The session, and the handle for the cookie: <c>id.secret</c>.</returns>
    public async Task<(SsoSession Session, Secret Handle)> StartAsync(
        Authentication authentication,
        string? flow,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(authentication);
        var secret = RandomText.Handle();
        var session = NewSession(authentication, flow, secret);
        tokenSessions.SaveOnlyFor(authentication.User);
        context.SsoSessions.Add(session);
        await context.SaveChangesAsync(cancellationToken);
        return (session, new Secret($"{session.Id}.{secret.Value}"));
    }

    /// <summary>
    /// Raises a browser's session by what was proven besides, and saves the unit of work. It stays the session that it was,
    /// neither younger nor longer, so whatever hangs on it ends with it; only its handle is new. Refuses with InvalidSession when
    /// it ended meanwhile, and as <see cref="StartAsync"/>.
    /// </summary>
    /// <param name="authentication">What was proven, the earlier sign-in's proof included.</param>
    /// <param name="sessionId">Of the session that it raises.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The handle for the cookie.</returns>
    public async Task<Secret> RaiseAsync(
        Authentication authentication,
        string sessionId,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(authentication);
        var secret = RandomText.Handle();
        tokenSessions.SaveOnlyFor(authentication.User);
        context.RunWithSave(token => RaiseInSaveAsync(authentication, sessionId, HashOf(secret.Value), token));
        await context.SaveChangesAsync(cancellationToken);
        return new Secret($"{sessionId}.{secret.Value}");
    }

    /// <summary>
    /// Whether the session's sign-in was asked for by this passage and, when it was read, had answered nothing yet.
    /// </summary>
    public static bool IsOf(SsoSession session, string flow)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(flow);
        return session.FlowHash?.AsSpan().SequenceEqual(HashOf(flow)) == true;
    }

    /// <summary>
    /// Whether the session's sign-in was asked for by this passage and has answered nothing yet; true once, over all nodes.
    /// </summary>
    public async Task<bool> TrySpendFlowAsync(SsoSession session, string flow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(flow);
        var hash = HashOf(flow);
        return IsOf(session, flow)
            && await context.SsoSessions
                .Where(row => row.Id == session.Id && row.FlowHash == hash)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.FlowHash, (byte[]?)null), cancellationToken) == 1;
    }

    /// <summary>
    /// The living session that a cookie's handle names, with its user, who is enabled and owes nothing (a reset, a new
    /// password); or null.
    /// </summary>
    public async Task<SsoSessionUser?> FindAsync(Secret handle, CancellationToken cancellationToken)
    {
        if (handle.Value.Length > LongestHandle || handle.Value.Split('.') is not [{ Length: > 0 } id, { Length: > 0 } secret])
        {
            return null;
        }

        var found = await Find.RunAsync(context, id, cancellationToken);
        return found is not null
            && CryptographicOperations.FixedTimeEquals(found.Session.SecretHash, HashOf(secret))
            && found.Session.EndedAt is null
            && found.Session.ExpiresAt > time.GetUtcNow()
            && found.User is { Enabled: true, Status: UserStatus.CONFIRMED or UserStatus.EXTERNAL_PROVIDER }
            ? found
            : null;
    }

    /// <summary>Ends the session and every token session that hangs on it.</summary>
    public Task EndAsync(string sessionId, CancellationToken cancellationToken) =>
        tokenSessions.EndSsoAsync(sessionId, cancellationToken);

    private async Task RaiseInSaveAsync(
        Authentication authentication,
        string sessionId,
        byte[] secretHash,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var raised = await context.SsoSessions
            .Where(row => row.Id == sessionId
                && row.UserId == authentication.User.Id
                // Not one that began anew in another tab meanwhile: what was proven belongs to the sign-in that it was.
                && row.AuthenticatedAt == authentication.At
                && row.EndedAt == null
                && row.ExpiresAt > now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.SecretHash, secretHash)
                    .SetProperty(row => row.Amr, authentication.Amr)
                    .SetProperty(row => row.Acr, authentication.Acr),
                cancellationToken);
        if (raised == 0)
        {
            throw AuthError.InvalidSession.AsException();
        }
    }

    private SsoSession NewSession(Authentication authentication, string? flow, Secret secret) => new()
    {
        PoolId = scope.Pool.Id,
        Id = RandomText.UserSessionId("sso"),
        UserId = authentication.User.Id,
        SecretHash = HashOf(secret.Value),
        AuthenticatedAt = authentication.At,
        Amr = authentication.Amr,
        Acr = authentication.Acr,
        IsByTriggers = authentication.IsByTriggers,
        FlowHash = flow is null ? null : HashOf(flow),
        IpAddress = call.IpAddress,
        UserAgent = call.UserAgent,
        CreatedAt = time.GetUtcNow(),
        ExpiresAt = authentication.At + scope.Pool.SsoSessionLifetime,
    };

    /// <summary>The secret is 256 random bits, so a plain hash is enough.</summary>
    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

/// <summary>A living SSO session and the user it belongs to (read, not tracked).</summary>
public sealed record SsoSessionUser(SsoSession Session, User User);
