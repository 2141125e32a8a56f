using HostedAuth.Core.Sessions;
using HostedAuth.Core.Tokens;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Authorize;

/// <summary>
/// GET /oauth2/authorize (RFC 6749, section 3.1; OIDC Core, section 3.1.2): the one place that decides what comes
/// next. Every page returns here.
/// </summary>
internal sealed class AuthorizeEndpoint(
    AuthorizeChecks checks,
    AuthorizationFlows flows,
    SignInNeeds needs,
    BrowserSession browser,
    SsoSessions sessions,
    AuthorizationCodes codes,
    Issuer issuer)
{
    public async Task HandleAsync(HttpContext context)
    {
        // Extract.
        var parameters = OAuthParameters.Parse(context.Request.QueryString.Value ?? "");

        // Validate, handle.
        var location = checks.Check(parameters) switch
        {
            AuthorizeResult.RefusedHere refused => refused.ErrorPage,
            AuthorizeResult.RefusedAtClient refused => refused.Location,
            AuthorizeResult.Accepted accepted => await AnswerAsync(
                context,
                accepted.Request,
                parameters.FindSingle(AuthorizationFlows.Parameter)),
            var other => throw new InvalidOperationException($"Unknown result {other.GetType().Name}."),
        };

        // Apply.
        SeeOther.Answer(context, location);
    }

    private async Task<string> AnswerAsync(HttpContext context, AuthorizationRequest request, string? flowValue)
    {
        var found = await browser.FindAsync(context.Request, context.RequestAborted);
        var flow = flows.IsLiving(flowValue, request) ? flowValue : null;
        var isFresh = found is not null
            && flow is not null
            && await sessions.TrySpendFlowAsync(found.Session, flow, context.RequestAborted);
        var isRemembered = found is not null
            && await browser.IsRememberedAsync(context.Request, found.User, context.RequestAborted);
        var need = needs.Of(request, found, isFresh, isRemembered);
        if (need is SignInNeed.None)
        {
            var code = await codes.IssueAsync(CodeFor(request, found!.Session), context.RequestAborted);
            return AuthorizationResponse.Granted(request, issuer.Of(request.Pool), code.Value);
        }

        if (need is SignInNeed.OutOfReach)
        {
            return AuthorizationResponse.OutOfReach(request, issuer.Of(request.Pool));
        }

        if (request.Prompts.Contains("none"))
        {
            // Never a page (OIDC Core, section 3.1.2.1).
            var error = new OAuthError("login_required", "The user must sign in.");
            return AuthorizationResponse.Refused(request, issuer.Of(request.Pool), error);
        }

        // The same passage goes on, so that a sign-in that was too old stays the one that is waited for.
        var next = flow ?? flows.Start(request);
        var page = need is SignInNeed.MoreProof ? request.StepUpPath : request.SignInPath;
        return $"{page}{request.Query}&{AuthorizationFlows.Parameter}={next}";
    }

    private static AuthorizationCodeRequest CodeFor(AuthorizationRequest request, SsoSession session) => new()
    {
        Client = request.Client,
        Session = session,
        RedirectUri = request.RedirectUri,
        Scopes = request.Scopes,
        CodeChallenge = request.CodeChallenge,
        Nonce = request.Nonce,
    };
}
