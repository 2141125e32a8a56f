using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Core.SignIn;

// More proof from who is signed in already.
public sealed partial class SignInFlow
{
    /// <summary>
    /// Begins with what an access token proves, and asks for what the demanded level (<see cref="SignInDemand"/>) needs
    /// beyond it. A token whose sign-in is too old, or was the word of the pool's triggers, proves nothing: then the first
    /// factor is to choose. Refuses with InvalidParameter when the token's level does already, or can't be raised so far; with
    /// InvalidAccessToken when it is another user's or client's.
    /// </summary>
    /// <param name="client">The client that asks.</param>
    /// <param name="username">A name of the user.</param>
    /// <param name="token">The access token, verified.</param>
    /// <param name="maxAge">How long ago the sign-in may have been; null for any time.</param>
    /// <param name="responses">What else is said: PREFERRED_CHALLENGE, DEVICE_KEY.</param>
    /// <param name="cancellationToken">Ends the wait, not what was counted.</param>
    public async Task<SignInStep> StepUpAsync(
        ClientSnapshot client,
        string username,
        AccessTokenIdentity token,
        TimeSpan? maxAge,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(token);
        var claimant = await claimants.FindAsync(username, cancellationToken);
        if (claimant.Id != token.User.Id || token.Client.ClientId != client.ClientId)
        {
            return Refuse(client, claimant.Id, AuthError.InvalidAccessToken);
        }

        // Only what is more than the token has: a token alone must never yield another.
        var reached = AuthenticationLevels.Of(token.Session.Amr);
        var levels = demand.Levels.Where(level => level > reached).ToList();
        var isTooOld = time.GetUtcNow() - token.Session.AuthenticatedAt > maxAge;
        // Who found the token must not raise it by a factor of their own, of a later day or set up on the way.
        var isBeforeFactors = UserFactors.IsBefore(token.User, token.Session)
            || (scope.Pool.Mfa.IsRequired && SecondFactorsOf(claimant).Count == 0);
        if (isTooOld || ((token.Session.IsByTriggers || isBeforeFactors) && levels.Count > 0))
        {
            var preferred = responses.GetValueOrDefault(SelectChallenge.Preference);
            return await StartByChoiceAsync(client, username, preferred, responses, cancellationToken);
        }

        var attempt = SignInAttempt.Begin(client, claimant, SelectChallenge.ChallengeName, time.GetUtcNow()) with
        {
            Levels = levels,
            Proofs = AuthenticationLevels.ProofsOf(token.Session.Amr, token.Session.AuthenticatedAt),
            RaisedSessionId = token.Session.Id,
        };
        var at = new SignInContext(client, claimant, attempt.On(responses.GetValueOrDefault(DeviceKeyResponse)));
        return attempt.Levels.Count == 0 || attempt.Proofs.Count == 0
            ? Refuse(client, claimant.Id, AuthError.LevelReachedAlready)
            : await RaiseAsync(at, cancellationToken);
    }

    /// <summary>
    /// Begins with what a browser's sign-in proved, and asks for what the client's pool and the demanded level
    /// (<see cref="SignInDemand"/>) need beyond it. Whether that sign-in may still be built upon is the caller's to check.
    /// Refuses as <see cref="StepUpAsync(ClientSnapshot, string, AccessTokenIdentity, TimeSpan?,
    /// IReadOnlyDictionary{string, string}, CancellationToken)"/>.
    /// </summary>
    /// <param name="client">The client that asks.</param>
    /// <param name="browser">The browser's living session, and whose it is.</param>
    /// <param name="cancellationToken">Ends the wait, not what was counted.</param>
    public async Task<SignInStep> StepUpAsync(
        ClientSnapshot client,
        SsoSessionUser browser,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(browser);
        var claimant = await claimants.FindAsync(browser.User.Username, cancellationToken);
        var attempt = SignInAttempt.Begin(client, claimant, SelectChallenge.ChallengeName, time.GetUtcNow()) with
        {
            Levels = demand.Levels,
            Proofs = AuthenticationLevels.ProofsOf(browser.Session.Amr, browser.Session.AuthenticatedAt),
            RaisedSessionId = browser.Session.Id,
        };
        // A session alone must never yield another.
        return claimant.Id != browser.User.Id || StepUps.Of(scope.Pool, client, browser, demand.Levels) is not StepUp.Owed
            ? Refuse(client, claimant.Id, AuthError.LevelReachedAlready)
            : await RaiseAsync(new SignInContext(client, claimant, attempt), cancellationToken);
    }

    private async Task<SignInStep> RaiseAsync(SignInContext at, CancellationToken cancellationToken)
    {
        try
        {
            return await TurnAwayAsync(at, cancellationToken) ?? await GoOnAsync(at, wasShown: false, cancellationToken);
        }
        catch (AuthException refusal)
        {
            return await FailAsync(at, refusal.Error, isAnswerWrong: false, cancellationToken);
        }
    }
}
