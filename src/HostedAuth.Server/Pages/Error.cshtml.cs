using System.Diagnostics;
using HostedAuth.Core.Storage;
using HostedAuth.Oidc.Authorize;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HostedAuth.Server.Pages;

/// <summary>
/// /error: says what went wrong, with an id that the log has too. Reached by a redirect with an OAuth error that must not go
/// to the client (<c>error</c>; Cognito's codes), and by any request for a page that fails.
/// </summary>
internal sealed partial class ErrorModel(PoolScope scope, ErrorReturns returns, ILogger<ErrorModel> logger) : HostedPage
{
    // What else stands in the query is anyone's text and is not shown.
    private static readonly string[] KnownErrors =
    [
        "invalid_request", "invalid_client", "unauthorized_client", "redirect_mismatch", "invalid_request_uri",
        "invalid_request_object", "invalid_scope", "unsupported_response_type", "invalid_target", "login_required",
        "consent_required", "account_selection_required", "unmet_authentication_requirements",
    ];

    public override string Name => "error";

    public override bool NeedsRequest => false;

    public override string App => scope.PoolId is null ? "HostedAuth" : Pool.Pool.Name;

    public int Status { get; private set; } = StatusCodes.Status400BadRequest;

    public string? Error { get; private set; }

    /// <summary>The address of a client that nobody vouches for, which the person may go on to; or null.</summary>
    public string? Back { get; private set; }

    /// <summary>Where that leads, in a word.</summary>
    public string BackTo => Back is null ? "" : Destination.Of(Back);

    public string Id { get; } = Activity.Current?.TraceId.ToHexString() ?? Guid.NewGuid().ToString("N");

    public override string Title => Texts.Find($"error.{Status}.title") ?? base.Title;

    public string Sentence => Error switch
    {
        "redirect_mismatch" => Texts["error.redirect_mismatch"],
        "invalid_request_uri" => Texts["error.request_uri"],
        "invalid_client" => Texts["error.client"],
        _ => Texts.Find($"error.{Status}") ?? Texts[Status >= 500 ? "error.500" : "error.400"],
    };

    public PageResult OnGet() => Show();

    /// <summary>A form that fails is shown here too.</summary>
    public PageResult OnPost() => Show();

    private PageResult Show()
    {
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        Status = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null ? StatusCodes.Status500InternalServerError
            : failed?.OriginalStatusCode ?? StatusCodes.Status400BadRequest;
        Error = Request.Query["error"].FirstOrDefault(KnownErrors.Contains);
        Back = scope.PoolId is not null && returns.Open(Request.Query[ErrorReturns.Parameter]) is { } back
            ? HostedAuth.Oidc.SeeOther.Ascii(back)
            : null;
        LogShown(Id, Status, Error);
        return Again(Status);
    }

    [LoggerMessage(7001, LogLevel.Information, "Error page {ErrorId}: status {Status}, error {Error}")]
    private partial void LogShown(string errorId, int status, string? error);
}
