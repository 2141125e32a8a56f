using HostedAuth.Core.AppClients;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;
using HostedAuth.Oidc.Authorize.Checks;

namespace HostedAuth.Oidc.Authorize;

/// <summary>What the person must do before the request can be answered: a list of reasons.</summary>
public sealed class SignInNeeds(TimeProvider time)
{
    /// <param name="request">The request.</param>
    /// <param name="browser">The browser's living session, if any, and whose it is.</param>
    /// <param name="isFresh">Whether the sign-in was made for this very request, and answers it for the first time.</param>
    /// <param name="isRemembered">Whether the browser stands in for its user's second factor.</param>
    /// <param name="chosenSessionId">The session whose account the person chose to go on with; null for none.</param>
    public SignInNeed Of(
        AuthorizationRequest request,
        SsoSessionUser? browser,
        bool isFresh,
        bool isRemembered,
        string? chosenSessionId)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (browser is not var (session, _))
        {
            return SignInNeed.SignIn;
        }

        if (IsSomebodyElse(request, session))
        {
            // Who signed in for this request and isn't the one expected is not asked for ever (OIDC Core, section 3.1.2.1).
            return isFresh ? SignInNeed.SomebodyElse : SignInNeed.SignIn;
        }

        // A fresh sign-in was made at this client's own pages, so by its own rules; any other may be from another client's.
        if (!isFresh
            && (AsksAgain(request)
                || IsTooOld(request, session)
                || IsOverHere(request, session)
                || IsOutdated(browser)
                || LacksAFirstFactor(request, session)))
        {
            return SignInNeed.SignIn;
        }

        if (!isFresh && chosenSessionId != session.Id && AccountChoice.IsOwed(request, browser.User))
        {
            return SignInNeed.Account;
        }

        // Also where the sign-in is fresh: a step of another request's could have ended it, which demanded less.
        var isTooLow = IsTooLow(request, session);
        return isTooLow || (!isFresh && !isRemembered && LacksASecondFactor(request, session))
            ? NeedOf(StepUps.Of(request.Pool, request.Client, browser, isTooLow ? request.Levels : []))
            : SignInNeed.None;
    }

    private static SignInNeed NeedOf(StepUp stepUp) => stepUp switch
    {
        StepUp.Owed => SignInNeed.MoreProof,
        StepUp.OutOfReach => SignInNeed.OutOfReach,
        _ => SignInNeed.SignIn,
    };

    private static bool IsSomebodyElse(AuthorizationRequest request, SsoSession session) =>
        request.ExpectedUserId is { } expected && expected != session.UserId;

    private static bool AsksAgain(AuthorizationRequest request) =>
        request.Prompts.Contains("login") || PromptCheck.AsksForAccount(request);

    /// <summary>The session may live for another client's sake.</summary>
    private bool IsOverHere(AuthorizationRequest request, SsoSession session) =>
        time.GetUtcNow() - session.AuthenticatedAt >= request.Client.SessionRules.MaxValidity;

    /// <summary>By a second factor that was gone before those came that the user has now.</summary>
    private static bool IsOutdated(SsoSessionUser browser) =>
        Proof.HasSeveralFactors(browser.Session.Amr)
        && !UserFactors.AreProvenBy(browser.User, browser.Session);

    /// <summary>A level lower than all that were asked for (RFC 9470).</summary>
    private static bool IsTooLow(AuthorizationRequest request, SsoSession session) =>
        request.Levels.Count > 0 && request.Levels.Min() > AuthenticationLevels.Of(session.Amr);

    /// <summary>Nothing but the word of the pool's triggers, and what they asked for, for a client that doesn't take it.</summary>
    private static bool LacksAFirstFactor(AuthorizationRequest request, SsoSession session) =>
        session.IsByTriggers && !request.Client.AuthFlows.Contains(AuthFlow.Custom);

    /// <summary>What the pool demands of every sign-in but one that its triggers direct.</summary>
    private static bool LacksASecondFactor(AuthorizationRequest request, SsoSession session) =>
        request.Pool.Mfa.IsRequired
        && (session.IsByTriggers || !Proof.HasSeveralFactors(session.Amr))
        && !AuthFlow.AreTriggersAlone(request.Pool, request.Client);

    private bool IsTooOld(AuthorizationRequest request, SsoSession session) =>
        request.MaxAge is { } maxAge
        && (maxAge == TimeSpan.Zero || time.GetUtcNow() - session.AuthenticatedAt > maxAge);
}

/// <summary>What is to be done before an authorization request can be answered.</summary>
public enum SignInNeed
{
    /// <summary>Nothing: the browser's sign-in answers it.</summary>
    None,

    /// <summary>The browser's sign-in lacks a factor, and nothing else.</summary>
    MoreProof,

    /// <summary>To sign in, from the beginning.</summary>
    SignIn,

    /// <summary>To say with which account to go on: the one that is signed in, or another.</summary>
    Account,

    /// <summary>To allow the client what it asks for.</summary>
    Consent,

    /// <summary>Nothing: another person was expected than the one who signed in for it.</summary>
    SomebodyElse,

    /// <summary>Nothing that the person could do: they have no factors for the level that is asked for.</summary>
    OutOfReach,
}
