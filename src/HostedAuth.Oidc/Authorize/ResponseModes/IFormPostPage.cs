using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Authorize.ResponseModes;

/// <summary>Shows the page that posts an answer to the client; the host has the pages and their looks.</summary>
public interface IFormPostPage
{
    /// <summary>Answers with the page, which can post to this address and to no other.</summary>
    Task WriteAsync(HttpContext context, AuthorizationAnswer.Form form);
}
