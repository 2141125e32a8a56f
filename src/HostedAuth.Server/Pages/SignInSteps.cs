using System.Collections.Frozen;
using HostedAuth.Core.Devices;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;
using HostedAuth.Oidc;
using HostedAuth.Oidc.Authorize;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>Follows the steps of a sign-in: the only code that knows which page asks for which challenge.</summary>
internal sealed class SignInSteps(
    SsoSessions sessions,
    SsoCookie cookie,
    BrowserDevices devices,
    DeviceCookie deviceCookie,
    PasskeyInvitations invitations,
    CodePageCookie codePage,
    AuthorizationResponses responses,
    TimeProvider time)
{
    private static readonly FrozenDictionary<string, string> PageOfChallenge = new Dictionary<string, string>
    {
        ["NEW_PASSWORD_REQUIRED"] = "/newPassword",
        ["WEB_AUTHN"] = "/passkey",
        ["PASSWORD"] = "/password",
        ["EMAIL_OTP"] = "/code",
        ["SMS_MFA"] = "/code",
        ["SMS_OTP"] = "/code",
        ["SOFTWARE_TOKEN_MFA"] = "/authenticator",
        ["RECOVERY_CODE"] = "/recoveryCode",
        ["MFA_SETUP"] = "/mfaSetup",
        ["SELECT_CHALLENGE"] = FactorModel.Address,
        ["SELECT_MFA_TYPE"] = FactorModel.Address,
        ["CUSTOM_CHALLENGE"] = "/challenge",
    }.ToFrozenDictionary();

    /// <summary>Parameters that no page shows: what is carried in an address is short, and says as little as it can.</summary>
    private static readonly FrozenSet<string> Unshown = ["userAttributes", "USERNAME", "USER_ID_FOR_SRP"];

    /// <param name="page">The page that gave the answer.</param>
    /// <param name="step">What came of it.</param>
    /// <param name="username">The name that was typed; null where none was.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IActionResult> FollowAsync(
        HostedPage page,
        SignInStep step,
        string? username,
        CancellationToken cancellationToken) => step switch
        {
            SignInStep.Completed(var authentication) => await FinishAsync(page, authentication, cancellationToken),
            SignInStep.Challenge challenge => Ask(page, challenge, username),
            SignInStep.Refused { Error.Kind: ErrorKind.UserNotConfirmed } =>
                page.Go("/confirmUser", new PageStep { Username = username, Notice = "confirm.unconfirmed" }),
            SignInStep.Refused { Error.Kind: ErrorKind.PasswordResetRequired } =>
                page.Go("/forgotPassword", new PageStep { Username = username, Notice = "forgot.resetRequired" }),
            SignInStep.Refused(var error) when error == AuthError.LevelOutOfReach => new AnswerResult(
                await responses.OutOfReachAsync(page.Opened.Authorization, cancellationToken)),
            SignInStep.Refused(var error) => page.Refuse(error),
            _ => throw new InvalidOperationException("The sign-in gave no known step."),
        };

    /// <summary>Nothing is let through that no page can ask for.</summary>
    private IActionResult Ask(HostedPage page, SignInStep.Challenge challenge, string? username) =>
        PageOfChallenge.TryGetValue(challenge.Name, out var address)
            ? GoOn(page, challenge, page.To(address, new PageStep
            {
                Username = username,
                Session = challenge.Session,
                Challenge = challenge.Name,
                Parameters = challenge.Parameters.Where(pair => !Unshown.Contains(pair.Key)).ToDictionary(),
                Choices = Ways.Of(challenge),
                Alternatives = Ways.Shown(challenge.Alternatives),
                SentAt = challenge.CanResend ? time.GetUtcNow() : null,
                Next = page.Step.Next,
                IsSecond = page.HasProven,
                SetsUp = challenge.Name is "MFA_SETUP" || page.Step.SetsUp,
                // Whether the answer was right is the pool's trigger's to say; that there is more to answer must show.
                Notice = challenge.Name is "CUSTOM_CHALLENGE" && page.Step.Challenge == challenge.Name ? "custom.next" : null,
            }))
            : page.Refuse(AuthError.ChallengeUnavailable(challenge.Name));

    private IActionResult GoOn(HostedPage page, SignInStep.Challenge challenge, string location)
    {
        if (challenge.Name is "EMAIL_OTP" && page.Pool.HasSignInLinks)
        {
            codePage.Write(page, location);
        }

        return page.SeeOther(location);
    }

    /// <summary>A new handle with each sign-in: one that was planted before is never worth more.</summary>
    private async Task<IActionResult> FinishAsync(
        HostedPage page,
        Authentication authentication,
        CancellationToken cancellationToken)
    {
        if (await devices.RememberAsync(authentication, page.RemembersDevice, cancellationToken) is { } device)
        {
            deviceCookie.Write(page.Response, device);
        }

        var handle = authentication.RaisedSessionId is { } raised
            ? await sessions.RaiseAsync(authentication, raised, cancellationToken)
            : await sessions.SignInAsync(authentication, page.Opened.Flow, cookie.Read(page.Request), cancellationToken);
        cookie.Write(page.Response, handle);
        return page.SeeOther(await WayOnAsync(page, authentication, cancellationToken));
    }

    /// <summary>
    /// The page that the person wanted or should see now; else back to the one place that decides what comes next.
    /// </summary>
    private async Task<string> WayOnAsync(
        HostedPage page,
        Authentication authentication,
        CancellationToken cancellationToken)
    {
        if (page.Step.SetsUp)
        {
            return page.To(RecoveryCodesModel.Address, new PageStep { Next = page.Step.Next });
        }

        return page.To(page.Step.Next
            ?? (await invitations.IsWorthAnAskAsync(page, authentication, cancellationToken)
                ? PasskeyInvitations.Page
                : page.Opened.Authorization.ReturnPath));
    }
}
