using HostedAuth.Core.Authorization;

namespace HostedAuth.Oidc.Authorize;

/// <summary>Whether the person must be asked before the client gets what the request asks for (OIDC Core, section 3.1.2.4).</summary>
public sealed class ConsentNeeds(Consents consents)
{
    /// <summary>Whether they must; spends nothing.</summary>
    /// <param name="request">The request.</param>
    /// <param name="userId">Who is signed in.</param>
    /// <param name="flow">The living passage of the tab; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> IsOwedAsync(
        AuthorizationRequest request,
        string userId,
        string? flow,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!IsAsked(request))
        {
            return false;
        }

        var consent = await consents.FindAsync(userId, request.Client.ClientId, cancellationToken);
        return consent is null
            || !consents.Covers(consent, request.Asked)
            || (AsksAnew(request) && (flow is null || !Consents.IsOf(consent, flow)));
    }

    /// <summary>
    /// Whether the person never allowed a client that asks consent anything at the site that is to get the answer: until they
    /// do it learns nothing of them (OIDC Core, section 3.1.2.6).
    /// </summary>
    public async Task<bool> IsStrangerAsync(
        AuthorizationRequest request,
        string userId,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Client.AsksConsent
            && (await consents.FindAsync(userId, request.Client.ClientId, cancellationToken) is not { } consent
                || Consents.FindFor(consent, request.Asked.Site) is null);
    }

    /// <summary>
    /// Where a request asks anew, spends what was said to it: true once, over all nodes. What is remembered answers all others.
    /// </summary>
    public async Task<bool> TrySpendAsync(
        AuthorizationRequest request,
        string userId,
        string? flow,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return !AsksAnew(request)
            || (flow is not null
                && await consents.FindAsync(userId, request.Client.ClientId, cancellationToken) is { } consent
                && await consents.TrySpendFlowAsync(consent, flow, cancellationToken));
    }

    private static bool IsAsked(AuthorizationRequest request) => request.Client.AsksConsent || AsksAnew(request);

    /// <summary>In a strict pool prompt=consent means nothing, as in Cognito, to a client that doesn't ask by itself.</summary>
    private static bool AsksAnew(AuthorizationRequest request) =>
        request.Prompts.Contains("consent") && (request.Client.AsksConsent || !request.Pool.IsStrict);
}
