using HostedAuth.Oidc.Authorize.ResponseModes;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages.Gate;

/// <summary>Ends an authorization request: its client gets the answer, in the mode asked for.</summary>
internal sealed class AnswerResult(AuthorizationAnswer answer) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context) =>
        context.HttpContext.RequestServices.GetRequiredService<AuthorizationAnswers>().WriteAsync(context.HttpContext, answer);
}
