using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Users.Codes;
using HostedAuth.Oidc.Authorize;
using HostedAuth.Oidc.Senders;
using HostedAuth.Oidc.Token;
using HostedAuth.Oidc.Token.ClientAuthentication;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.PushedRequests;

/// <summary>
/// POST /oauth2/par (RFC 9126): the client hands its authorization request over itself, and gets a reference for its browser.
/// Everything is checked here that is checked at the authorization endpoint.
/// </summary>
internal sealed class PushedRequestEndpoint(
    ClientAuthenticator clients,
    RequestObjects objects,
    AuthorizeChecks checks,
    KeptRequests kept,
    AttemptLimits limits,
    SenderProofs senders,
    SenderProof proven)
{
    // It is kept, for whoever asks: longer than any honest one, and no longer (RFC 9126, section 2.3).
    private const int MaximumBytes = 16 * 1024;

    // By which the client authenticates, or asks nothing.
    private static readonly string[] NotAsked = ["client_secret", "client_assertion", "client_assertion_type", "client_id"];

    public async Task HandleAsync(HttpContext context)
    {
        // Extract.
        var request = await ClientRequest.ReadAsync(context.Request, MaximumBytes);

        // Validate.
        var client = await clients.AuthenticateAsync(request, context.RequestAborted);
        await CountAsync(request, client, context.RequestAborted);
        senders.Prove(context);
        var isSigned = request.Find("request") is not null;
        var parameters = await ReadAsync(request, client, isSigned, context.RequestAborted);
        var origin = new RequestOrigin { IsPushed = true, IsSigned = isSigned, KeyThumbprint = proven.KeyThumbprint };
        if (RefusalOf(checks.Check(parameters, origin)) is { } error)
        {
            throw new OAuthException(error.Code, error.Description);
        }

        // Handle.
        await proven.SpendAsync(context.RequestAborted);
        var content = new PushedContent(parameters.ToQuery(), IsPushed: true, isSigned);
        var reference = await kept.KeepAsync(client.ClientId, content, origin.KeyThumbprint, context.RequestAborted);

        // Apply (RFC 9126, section 2.2).
        context.Response.StatusCode = StatusCodes.Status201Created;
        await JsonAnswer.WriteAsync(context.Response, json =>
        {
            json.WriteString("request_uri", RequestReference.Write(reference));
            json.WriteNumber("expires_in", (int)KeptRequests.StartsWithin.TotalSeconds);
        });
    }

    /// <summary>
    /// Who proves nothing is counted by address, and a client that nobody vouches for by itself; a known client that proves
    /// itself pushes for all its people from one address, and isn't.
    /// </summary>
    private Task CountAsync(ClientRequest request, ClientSnapshot client, CancellationToken cancellationToken) =>
        request.HasNoCredentials && !client.AuthenticatesByCertificate
            ? limits.CountByMinuteAsync(LimitedAct.PushFromAddress, limits.KeyOfAddress(client.ClientId), cancellationToken)
            : client.Client.IsRegistered
                ? limits.CountByMinuteAsync(LimitedAct.PushByRegistered, client.ClientId, cancellationToken)
                : Task.CompletedTask;

    private async Task<OAuthParameters> ReadAsync(
        ClientRequest request,
        ClientSnapshot client,
        bool isSigned,
        CancellationToken cancellationToken)
    {
        if (request.Find("request_uri") is not null)
        {
            throw new OAuthException("invalid_request", "request_uri can't be pushed.");
        }

        return isSigned
            ? await objects.ReadAsync(client, request.Parameters, cancellationToken)
            : OAuthParameters.Of(
            [
                new("client_id", client.ClientId),
                .. request.Parameters.All.Where(pair => !NotAsked.Contains(pair.Key)),
            ]);
    }

    /// <summary>What the checks refuse; Cognito's own code for a wrong address is not one of the standard's.</summary>
    private static OAuthError? RefusalOf(AuthorizeResult result) => result switch
    {
        AuthorizeResult.RefusedHere { Error: { Code: "redirect_mismatch" } error } => error with { Code = "invalid_request" },
        AuthorizeResult.RefusedHere refused => refused.Error,
        AuthorizeResult.RefusedAtClient refused => refused.Error,
        _ => null,
    };
}
