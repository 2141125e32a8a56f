using System.Net.Mime;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Requests;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Oidc;
using HostedAuth.Oidc.Authorize;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;

namespace HostedAuth.Server.Pages.Gate;

/// <summary>
/// What all pages share, done before any of them runs, so that none can forget it: headers, the authorization request, the
/// form token; and after it: what the core refuses becomes a sentence on the page.
/// </summary>
internal sealed class PageGate(
    PoolScope scope,
    AuthorizationRequests requests,
    AuthorizationResponses responses,
    AuthorizationFlows flows,
    FormTokens tokens,
    PageSteps steps,
    DevicePassages devices,
    BrowserCookie browser,
    DeviceCookie device,
    CallDetails call,
    SignInDemand demand) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        // Comes before the form is read: our forms are sent in UTF-8, and another charset's name is anyone's text.
        var request = context.HttpContext.Request;
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.Charset is { Length: > 0 } charset
            && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            request.ContentType = MediaTypeNames.Application.Octet;
        }

        return Task.CompletedTask;
    }

    public async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (context.HandlerInstance is not HostedPage page)
        {
            await next();
            return;
        }

        if (scope.PoolId is not null)
        {
            page.Step = steps.Open(http.Request.Query[PageSteps.Parameter]);
            call.IsOfPage = true;
            call.BrowserDevice = device.Read(http.Request);
        }

        PageHeaders.Write(http, page.LeadsOut, page.ImageHost);
        if (scope.PoolId is not null)
        {
            context.Result = await OpenAsync(http, page);
        }

        if (context.Result is null && HttpMethods.IsPost(http.Request.Method))
        {
            context.Result = await CheckFormAsync(http, page);
        }

        if (context.Result is not null)
        {
            return;
        }

        var executed = await next();
        if (executed.Exception is AuthException refusal)
        {
            executed.Result = page.Refuse(refusal.Error);
            executed.ExceptionHandled = true;
        }
    }

    private async Task<IActionResult?> OpenAsync(HttpContext http, HostedPage page)
    {
        if (!page.NeedsRequest)
        {
            return null;
        }

        var parameters = OAuthParameters.Parse(http.Request.QueryString.Value ?? "").Without(PageSteps.Parameter);
        if (DevicePassages.IsMeant(parameters))
        {
            return OpenDevice(http, page, parameters);
        }

        switch (await requests.ReadAsync(parameters, http.RequestAborted))
        {
            case AuthorizeResult.RefusedHere refused:
                return page.SeeOther(http.Request.PathBase + refused.ErrorPage);
            case AuthorizeResult.RefusedAtClient refused:
                return new AnswerResult(await responses.RefusedAsync(refused, http.RequestAborted));
            case AuthorizeResult.Accepted(var request) when request.Prompts.Contains("none"):
                // No page may be shown (OIDC Core, section 3.1.2.1): what becomes of it is decided there.
                return page.SeeOther(http.Request.PathBase + request.ReturnPath + request.Query);
            case AuthorizeResult.Accepted(var request):
                Open(http, page, request, parameters);
                return null;
            default:
                throw new InvalidOperationException("The checks gave no known result.");
        }
    }

    /// <summary>A browser on its way to let a device in; one that lost the way types the code in again.</summary>
    private IActionResult? OpenDevice(HttpContext http, HostedPage page, OAuthParameters parameters)
    {
        if (devices.FindRequest(parameters) is not { } request)
        {
            return page.SeeOther($"{http.Request.PathBase}{DeviceDoneModel.Address}/{DeviceDoneModel.Expired}");
        }

        Open(http, page, request, parameters);
        return null;
    }

    private void Open(HttpContext http, HostedPage page, AuthorizationRequest request, OAuthParameters parameters)
    {
        var flow = parameters.FindSingle(AuthorizationFlows.Parameter);
        // A passage that became too old begins anew: nothing that was typed is lost.
        var living = flows.IsLiving(flow, request) ? flow : flows.Start(request);
        demand.Levels = request.Levels;
        page.Opened = new PageRequest(request, living, http.Request.PathBase);
    }

    /// <summary>The posted form; null where what was posted is none, or more than any of our forms holds.</summary>
    private static async Task<IFormCollection?> ReadFormAsync(HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private async Task<IActionResult?> CheckFormAsync(HttpContext http, HostedPage page)
    {
        if (await ReadFormAsync(http) is not { } form)
        {
            return page.Again("errors.values");
        }

        var flow = http.Request.Query[AuthorizationFlows.Parameter].ToString();
        return tokens.Accepts(form[FormTokens.Field], flow)
            ? null
            : page.RefuseForm(browser.Mark is null ? "errors.cookies" : "errors.formExpired");
    }
}
