using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// Sets up an authenticator app in the middle of a sign-in that owes one (MFA_SETUP). All of it travels in the sealed
/// session, which stays the same attempt; nothing is kept before the challenge is answered.
/// </summary>
public sealed class AuthenticatorSetup(
    PoolScope scope,
    SignInSessions sessions,
    SignInAttempts attempts,
    UserDirectory users,
    AuthenticatorEnrolment enrolment)
{
    /// <summary>
    /// Makes a secret for an app. Refuses with InvalidSession what is no session of MFA_SETUP in this pool, with
    /// SessionExpired and SoftwareTokenNotEnabled.
    /// </summary>
    public async Task<AuthenticatorOffer> BeginAsync(string session, CancellationToken cancellationToken)
    {
        var (attempt, user) = await OpenAsync(session, cancellationToken);
        var secret = enrolment.NewSecret();
        var next = attempt with { Memory = new SetUpAuthenticator(secret, Step: null, AppName: null).ToMemory() };
        return new AuthenticatorOffer(
            new Secret(Base32.Encode(secret)),
            OtpAuth.UriOf(scope.Pool, user, secret),
            sessions.Seal(next));
    }

    /// <summary>
    /// Looks at the app's first code and gives the session that MFA_SETUP is answered with. Refuses as
    /// <see cref="BeginAsync"/>, with SoftwareTokenNotVerified, with SessionSpent, and with InvalidSession after too many codes.
    /// </summary>
    /// <param name="session">As the offer had it.</param>
    /// <param name="code">Six digits.</param>
    /// <param name="name">What the owner calls the app; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<string> ConfirmAsync(string session, string code, string? name, CancellationToken cancellationToken)
    {
        var (attempt, _) = await OpenAsync(session, cancellationToken);
        var app = SetUpAuthenticator.Of(attempt.Memory) ?? throw AuthError.InvalidSession.AsException();
        await attempts.CountAsync(attempt, MfaSetupChallenge.AllTries, cancellationToken);
        var step = enrolment.Check(app.Secret, code, name);
        return sessions.Seal(attempt with { Memory = (app with { Step = step, AppName = name }).ToMemory() });
    }

    private async Task<(SignInAttempt Attempt, User User)> OpenAsync(string session, CancellationToken cancellationToken)
    {
        var client = SignInSessions.ClientIdOf(session) is { } clientId ? scope.Pool.FindClient(clientId) : null;
        var attempt = client is null ? null : sessions.Open(client, session);
        var user = attempt?.Challenge == MfaSetupChallenge.ChallengeName
            ? await users.FindByIdAsync(attempt.UserId, cancellationToken)
            : null;
        return user is { Enabled: true } && user.SecurityStamp == attempt!.SecurityStamp
            ? (attempt, user)
            : throw AuthError.InvalidSession.AsException();
    }
}

/// <summary>A secret for an authenticator app, to be shown once.</summary>
/// <param name="SecretCode">In base32, to be typed.</param>
/// <param name="Uri">The same as <c>otpauth:</c>, to be shown as a QR code.</param>
/// <param name="Session">To be confirmed with.</param>
public sealed record AuthenticatorOffer(Secret SecretCode, Secret Uri, string Session);
