using System.Text;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Oidc.Authorize.ResponseModes;

namespace HostedAuth.Oidc.Authorize;

/// <summary>
/// Makes the answers to authorization requests (RFC 6749, sections 4.1.2 and 4.2.2; OIDC Core, section 3.3.2.5), good or
/// bad ones, in the mode that was asked for.
/// </summary>
public sealed class AuthorizationResponses(
    PoolScope scope,
    Issuer issuer,
    ServerJwts jwts,
    ErrorReturns returns,
    TimeProvider time)
{
    /// <summary>Of a signed answer: the longest that JARM, section 2.1 recommends.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    internal static OAuthError OutOfReach { get; } =
        new("unmet_authentication_requirements", "The user has no factors for the requested authentication level.");

    /// <summary>The answer with what was granted.</summary>
    internal Task<AuthorizationAnswer> GrantedAsync(
        AuthorizationRequest request,
        IEnumerable<KeyValuePair<string, string>> granted,
        CancellationToken cancellationToken) => MakeAsync(request, granted, cancellationToken);

    /// <summary>The answer with an error.</summary>
    public Task<AuthorizationAnswer> RefusedAsync(
        AuthorizationRequest request,
        OAuthError error,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(error);
        if (request.RedirectUri.Length == 0)
        {
            // A device waits elsewhere: there is nowhere to go back to, and the person is to know.
            return Task.FromResult<AuthorizationAnswer>(new AuthorizationAnswer.Redirect(SeeOther.ErrorPage(error)));
        }

        return MakeAsync(
            request,
            [new("error", error.Code), new("error_description", error.Description)],
            cancellationToken);
    }

    /// <summary>
    /// The answer to a request that is refused before anybody signed in: with the error at the client, or, of a client that
    /// registered itself, on a page of ours that leads on to it.
    /// </summary>
    public Task<AuthorizationAnswer> RefusedAsync(
        AuthorizeResult.RefusedAtClient refused,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return refused.Request.Client.Client.IsRegistered
            ? RefusedOnPageAsync(refused.Request, refused.Error, cancellationToken)
            : RefusedAsync(refused.Request, refused.Error, cancellationToken);
    }

    /// <summary>The answer with an error on a page of ours, from which a link leads on to the client.</summary>
    internal async Task<AuthorizationAnswer> RefusedOnPageAsync(
        AuthorizationRequest request,
        OAuthError error,
        CancellationToken cancellationToken)
    {
        var answer = await RefusedAsync(request, error, cancellationToken);
        return request.RedirectUri.Length == 0
            ? answer
            : new AuthorizationAnswer.Redirect(returns.PageOf(
                error,
                answer is AuthorizationAnswer.Redirect(var location) ? location : request.RedirectUri));
    }

    /// <summary>
    /// The answer with the error that the user has no factors for the level asked for (RFC 9470, section 5; OpenID Connect
    /// Core Error Code unmet_authentication_requirements).
    /// </summary>
    public Task<AuthorizationAnswer> OutOfReachAsync(AuthorizationRequest request, CancellationToken cancellationToken) =>
        RefusedAsync(request, OutOfReach, cancellationToken);

    private async Task<AuthorizationAnswer> MakeAsync(
        AuthorizationRequest request,
        IEnumerable<KeyValuePair<string, string>> answer,
        CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> members = [.. answer];

        // Exactly as it came; of two states neither is the client's.
        if (request.Parameters.FindSingle("state") is { } state)
        {
            members.Add(new("state", state));
        }

        if (request.ResponseMode.IsSigned)
        {
            members = [new("response", await SignAsync(request.Client, members, cancellationToken))];
        }
        else
        {
            // In every answer, so that a client of several issuers can't be made to send one's code to another (RFC 9207).
            members.Add(new("iss", issuer.Of(scope.Pool)));
        }

        return request.ResponseMode.Channel switch
        {
            ResponseChannel.FormPost => new AuthorizationAnswer.Form(request.RedirectUri, members),
            ResponseChannel.Fragment => new AuthorizationAnswer.Redirect(Append(request.RedirectUri, '#', members)),
            _ => new AuthorizationAnswer.Redirect(Append(
                request.RedirectUri,
                request.RedirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?',
                members)),
        };
    }

    /// <summary>For this client alone; says itself whose it is (JARM, section 2.1; RFC 9207, section 2.4).</summary>
    private ValueTask<string> SignAsync(
        ClientSnapshot client,
        List<KeyValuePair<string, string>> members,
        CancellationToken cancellationToken) => jwts.SignAsync(
            "JWT",
            client.AlgorithmOr(client.Metadata.AuthorizationSignedResponseAlg, time.GetUtcNow()),
            json =>
            {
                json.WriteString("iss", issuer.Of(scope.Pool));
                json.WriteString("aud", client.ClientId);
                json.WriteNumber("exp", (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
                foreach (var (name, value) in members)
                {
                    json.WriteString(name, value);
                }
            },
            cancellationToken);

    private static string Append(string address, char separator, IEnumerable<KeyValuePair<string, string>> members)
    {
        var location = new StringBuilder(address);
        foreach (var (name, value) in members)
        {
            location.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return location.ToString();
    }
}
