using HostedAuth.Core.Authorization;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Sessions;
using HostedAuth.Oidc.Authorize.ResponseModes;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Authorize;

/// <summary>
/// GET /oauth2/authorize (RFC 6749, section 3.1; OIDC Core, section 3.1.2): the one place that decides what comes
/// next. Every page returns here.
/// </summary>
internal sealed class AuthorizeEndpoint(
    AuthorizationRequests requests,
    AuthorizationFlows flows,
    AuthorizeDecision decision,
    AuthorizationGrants grants,
    KeptRequests kept,
    AuthorizationResponses responses,
    AuthorizationAnswers answers)
{
    public async Task HandleAsync(HttpContext context)
    {
        // Extract.
        var parameters = OAuthParameters.Parse(context.Request.QueryString.Value ?? "");

        // Validate, handle.
        var answer = await requests.ReadAsync(parameters, context.RequestAborted) switch
        {
            AuthorizeResult.RefusedHere refused => new AuthorizationAnswer.Redirect(refused.ErrorPage),
            AuthorizeResult.RefusedAtClient refused =>
                await responses.RefusedAsync(refused, context.RequestAborted),
            AuthorizeResult.Accepted accepted => await AnswerAsync(
                context,
                accepted.Request,
                parameters.FindSingle(AuthorizationFlows.Parameter)),
            var other => throw new InvalidOperationException($"Unknown result {other.GetType().Name}."),
        };

        // Apply.
        await answers.WriteAsync(context, answer);
    }

    private async Task<AuthorizationAnswer> AnswerAsync(
        HttpContext context,
        AuthorizationRequest request,
        string? flowValue)
    {
        var flow = flows.IsLiving(flowValue, request) ? flowValue : null;
        var (need, found) = await decision.TakeAsync(context.Request, request, flow);
        if (need is SignInNeed.None)
        {
            return await GrantAsync(request, found!, context.RequestAborted);
        }

        if (need is SignInNeed.SomebodyElse)
        {
            return await responses.RefusedAsync(request, ErrorOf(need), context.RequestAborted);
        }

        if (need is SignInNeed.OutOfReach || request.Prompts.Contains("none"))
        {
            // Never a page (OIDC Core, section 3.1.2.1), but where it would lead people to an unknown site.
            return await decision.MayLeadOnAsync(context.Request, request, found)
                ? await responses.RefusedAsync(request, ErrorOf(need), context.RequestAborted)
                : await responses.RefusedOnPageAsync(request, ErrorOf(need), context.RequestAborted);
        }

        // The same passage goes on, so that a sign-in that was too old stays the one that is waited for.
        var next = flow ?? flows.Start(request);
        return new AuthorizationAnswer.Redirect($"{PageOf(need, request)}{request.Query}&{AuthorizationFlows.Parameter}={next}");
    }

    private static string PageOf(SignInNeed need, AuthorizationRequest request) => need switch
    {
        SignInNeed.MoreProof => request.StepUpPath,
        SignInNeed.Account => "/account",
        SignInNeed.Consent => "/consent",
        _ => request.FirstPath,
    };

    /// <summary>OIDC Core, section 3.1.2.6; RFC 9470, section 5.</summary>
    private static OAuthError ErrorOf(SignInNeed need) => need switch
    {
        SignInNeed.Account => new("account_selection_required", "The user must choose an account."),
        SignInNeed.Consent => new("consent_required", "The user must allow what is asked for."),
        SignInNeed.OutOfReach => AuthorizationResponses.OutOfReach,
        SignInNeed.SomebodyElse => new("login_required", "Another user signed in than the one expected."),
        _ => new("login_required", "The user must sign in."),
    };

    private async Task<AuthorizationAnswer> GrantAsync(
        AuthorizationRequest request,
        SsoSessionUser browser,
        CancellationToken cancellationToken)
    {
        if (request.Origin.Reference is { } reference && !await kept.TryAnswerAsync(reference, cancellationToken))
        {
            // Another browser, or another tab, was quicker (RFC 9126, section 7.3).
            return new AuthorizationAnswer.Redirect(
                SeeOther.ErrorPage(new("invalid_request_uri", "The request_uri was used already.")));
        }

        try
        {
            var granted = await grants.IssueAsync(request, browser, cancellationToken);
            return await responses.GrantedAsync(request, granted, cancellationToken);
        }
        catch (AuthException refusal)
        {
            // The browser stays with the person; its client hears what went wrong (RFC 6749, section 4.2.2.1).
            return await responses.RefusedAsync(
                request,
                refusal.Error.Kind is ErrorKind.UnexpectedLambda or ErrorKind.InvalidLambdaResponse
                    ? new("server_error", refusal.Error.Message)
                    : new("access_denied", "The user may not sign in now."),
                cancellationToken);
        }
    }
}
