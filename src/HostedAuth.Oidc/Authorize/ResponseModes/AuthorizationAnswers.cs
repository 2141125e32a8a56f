using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Authorize.ResponseModes;

/// <summary>Gives the browser an answer; pages that end a request do it here as well.</summary>
public sealed class AuthorizationAnswers(IFormPostPage page)
{
    public Task WriteAsync(HttpContext context, AuthorizationAnswer answer)
    {
        switch (answer)
        {
            case AuthorizationAnswer.Redirect(var location):
                SeeOther.Answer(context, location);
                return Task.CompletedTask;
            case AuthorizationAnswer.Form form:
                return page.WriteAsync(context, form);
            default:
                throw new InvalidOperationException("There is no such answer.");
        }
    }
}
