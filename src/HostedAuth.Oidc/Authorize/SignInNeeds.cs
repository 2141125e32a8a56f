using HostedAuth.Core.AppClients;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;

namespace HostedAuth.Oidc.Authorize;

/// <summary>Whether the person must sign in before the request can be answered: a list of reasons.</summary>
internal sealed class SignInNeeds(TimeProvider time)
{
    /// <summary>True when there is a reason to ask.</summary>
    /// <param name="request">The request.</param>
    /// <param name="session">The browser's living session, if any.</param>
    /// <param name="isFresh">Whether the sign-in was made for this very request, and answers it for the first time.</param>
    /// <param name="isRemembered">Whether the browser stands in for its user's second factor.</param>
    public bool MustSignIn(AuthorizationRequest request, SsoSession? session, bool isFresh, bool isRemembered)
    {
        // Also where the sign-in is fresh: a step of another request's could have ended it, which demanded less.
        if (session is null || IsSomebodyElse(request, session) || IsTooLow(request, session))
        {
            return true;
        }

        // A fresh sign-in was made at this client's own pages, so by its own rules; any other may be from another client's.
        return !isFresh
            && (AsksAgain(request)
                || IsTooOld(request, session)
                || IsOverHere(request, session)
                || LacksAFirstFactor(request, session)
                || (LacksASecondFactor(request, session) && !isRemembered));
    }

    private static bool IsSomebodyElse(AuthorizationRequest request, SsoSession session) =>
        request.ExpectedUserId is { } expected && expected != session.UserId;

    // To choose another account is to sign in with it; consent needs no page, since nothing is asked.
    private static bool AsksAgain(AuthorizationRequest request) =>
        request.Prompts.Contains("login") || request.Prompts.Contains("select_account");

    /// <summary>The session may live for another client's sake.</summary>
    private bool IsOverHere(AuthorizationRequest request, SsoSession session) =>
        time.GetUtcNow() - session.AuthenticatedAt >= request.Client.SessionRules.MaxValidity;

    /// <summary>A level lower than all that were asked for; who signs in again is asked for more (RFC 9470).</summary>
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
        request.MaxAge is { } maxAge && time.GetUtcNow() - session.AuthenticatedAt > maxAge;
}
