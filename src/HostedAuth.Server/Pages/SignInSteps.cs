using System.Text.Json;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;
using HostedAuth.Oidc;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>Follows the steps of a sign-in: the only code that knows which page asks for which challenge.</summary>
internal sealed class SignInSteps(SsoSessions sessions, SsoCookie cookie)
{
    private const string AttributePrefix = "userAttributes.";

    /// <param name="page">The page that gave the answer.</param>
    /// <param name="step">What came of it.</param>
    /// <param name="username">The name that was typed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IActionResult> FollowAsync(
        HostedPage page,
        SignInStep step,
        string username,
        CancellationToken cancellationToken) => step switch
        {
            SignInStep.Completed(var authentication) => await FinishAsync(page, authentication, cancellationToken),
            SignInStep.Challenge { Name: "NEW_PASSWORD_REQUIRED" } challenge => page.Go("/newPassword", new PageStep
            {
                Username = username,
                Session = challenge.Session,
                Attributes = RequiredAttributes(challenge),
            }),
            SignInStep.Refused { Error.Kind: ErrorKind.UserNotConfirmed } =>
                page.Go("/confirmUser", new PageStep { Username = username, Notice = "confirm.unconfirmed" }),
            SignInStep.Refused { Error.Kind: ErrorKind.PasswordResetRequired } =>
                page.Go("/forgotPassword", new PageStep { Username = username, Notice = "forgot.resetRequired" }),
            SignInStep.Refused(var error) => page.Refuse(error),
            // Nothing is let through that no page can ask for.
            SignInStep.Challenge { Name: var name } => page.Refuse(AuthError.ChallengeUnavailable(name)),
            _ => throw new InvalidOperationException("The sign-in gave no known step."),
        };

    /// <summary>A new session with each sign-in: what the browser had before is never raised to more.</summary>
    private async Task<IActionResult> FinishAsync(
        HostedPage page,
        Authentication authentication,
        CancellationToken cancellationToken)
    {
        var (_, handle) = await sessions.StartAsync(authentication, page.Opened.Flow, cancellationToken);
        cookie.Write(page.Response, handle);
        return page.Return();
    }

    private static IReadOnlyList<string> RequiredAttributes(SignInStep.Challenge challenge) =>
        challenge.Parameters.TryGetValue("requiredAttributes", out var names)
            ? [.. JsonSerializer.Deserialize<string[]>(names)!.Select(name => name.StartsWith(AttributePrefix, StringComparison.Ordinal)
                ? name[AttributePrefix.Length..]
                : name)]
            : [];
}
