using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users.Codes;
using HostedAuth.Oidc.PushedRequests;

namespace HostedAuth.Oidc.Authorize;

/// <summary>
/// Reads the authorization request of a browser, whichever way it came: in the open, as a reference to a pushed one (RFC
/// 9126) or as a request object (RFC 9101); then has it checked. What it gives can be carried through the pages by its query
/// alone.
/// </summary>
public sealed class AuthorizationRequests
{
    private readonly PoolScope _scope;
    private readonly AuthorizeChecks _checks;
    private readonly AuthorizationFlows _flows;
    private readonly KeptRequests _kept;
    private readonly RequestObjects _objects;
    private readonly AttemptLimits _limits;

    internal AuthorizationRequests(
        PoolScope scope,
        AuthorizeChecks checks,
        AuthorizationFlows flows,
        KeptRequests kept,
        RequestObjects objects,
        AttemptLimits limits) =>
        (_scope, _checks, _flows, _kept, _objects, _limits) = (scope, checks, flows, kept, objects, limits);

    /// <summary>What the checks say of it, or that it can't be read.</summary>
    /// <param name="sent">What the browser sent, <c>flow</c> included.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<AuthorizeResult> ReadAsync(OAuthParameters sent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sent);
        var (byValue, byReference) = (sent.FindSingle("request"), sent.FindSingle("request_uri"));
        if (byValue is null && byReference is null)
        {
            return _checks.Check(sent);
        }

        try
        {
            sent.RequireFew();
            var client = FindClient(sent);
            if (byValue is not null && byReference is not null)
            {
                // RFC 9101, section 5.
                throw new OAuthException("invalid_request", "request and request_uri don't go together.");
            }

            return byReference is not null && RequestReference.Read(byReference) is { } reference
                ? await ReadKeptAsync(client, reference, sent, cancellationToken)
                : await ReadObjectAsync(client, sent, cancellationToken);
        }
        catch (OAuthException refusal)
        {
            return _checks.Refuse(sent, refusal.Error);
        }
    }

    private ClientSnapshot FindClient(OAuthParameters sent)
    {
        var clientId = sent.FindSingle("client_id")
            ?? throw new OAuthException("invalid_request", "client_id is required, once.");
        return _scope.Pool.FindClient(clientId) ?? throw new OAuthException("invalid_client", "There is no such client.");
    }

    /// <summary>Whatever else stands beside the reference counts for nothing (RFC 9126, section 4).</summary>
    private async Task<AuthorizeResult> ReadKeptAsync(
        ClientSnapshot client,
        string reference,
        OAuthParameters sent,
        CancellationToken cancellationToken)
    {
        var found = await _kept.FindAsync(client.ClientId, reference, cancellationToken);
        var parameters = OAuthParameters.Parse(found?.Content.Parameters ?? "");
        var carried = RequestReference.Carry(client.ClientId, reference, parameters);

        // Past its minute only the passage that began in it goes on.
        if (found is null
            || (!found.CanStart
                && !_flows.IsLiving(sent.FindSingle(AuthorizationFlows.Parameter), _scope.Pool, client.ClientId, carried)))
        {
            throw new OAuthException("invalid_request_uri", "The request_uri is unknown, another client's, used or too old.");
        }

        return _checks.Check(parameters, new RequestOrigin
        {
            IsPushed = found.Content.IsPushed,
            IsSigned = found.Content.IsSigned,
            KeyThumbprint = found.KeyThumbprint,
            Reference = reference,
            Carried = carried,
        });
    }

    /// <summary>Read once, and then kept: the pages must not fetch it again, and its identifier is good once.</summary>
    private async Task<AuthorizeResult> ReadObjectAsync(
        ClientSnapshot client,
        OAuthParameters sent,
        CancellationToken cancellationToken)
    {
        await CountAsync(client, cancellationToken);
        var parameters = await _objects.ReadAsync(client, sent, cancellationToken);
        var origin = new RequestOrigin { IsSigned = true };
        var result = _checks.Check(parameters, origin);
        if (result is not AuthorizeResult.Accepted accepted)
        {
            return result;
        }

        var content = new PushedContent(parameters.ToQuery(), IsPushed: false, IsSigned: true);
        var reference = await _kept.KeepAsync(client.ClientId, content, keyThumbprint: null, cancellationToken);
        var carried = RequestReference.Carry(client.ClientId, reference, parameters);
        return new AuthorizeResult.Accepted(accepted.Request with
        {
            Origin = origin with { Reference = reference, Carried = carried },
        });
    }

    /// <summary>
    /// Anybody can send browsers with a request that the client signed, again and again: each is kept, and may be fetched first.
    /// </summary>
    private async Task CountAsync(ClientSnapshot client, CancellationToken cancellationToken)
    {
        try
        {
            await _limits.CountByMinuteAsync(
                LimitedAct.KeepRequestFromAddress, _limits.KeyOfAddress(client.ClientId), cancellationToken);
        }
        catch (AuthException refusal) when (refusal.Error.Kind is ErrorKind.TooManyRequests)
        {
            throw new OAuthException("temporarily_unavailable", "Too many signed requests came from this network.");
        }
    }
}
