using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// Gives a client that acts for a user of another client a token of its own for it (RFC 8693): nothing that its policy doesn't
/// name, no more than the token that it brings, no longer than that, and only while that one's session lives. Nothing is stored.
/// </summary>
public sealed class TokenExchanges(
    PoolScope scope,
    Issuer issuer,
    AccessTokens accessTokens,
    Groups.Groups groups,
    TokenMint mint,
    SenderProof sender,
    Consents consents,
    Triggers.Triggers triggers,
    TimeProvider time)
{
    /// <summary>Exchanges a token. Refuses as triggers do.</summary>
    public async Task<TokenExchange> ExchangeAsync(TokenExchangeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var policy = request.Client.Metadata.TokenExchange ?? new();
        var reader = new PresentedTokens(scope, accessTokens, sender, time);
        if (await reader.FindAsync(request.SubjectToken, policy.SubjectClients, cancellationToken) is not { User: { } user } subject)
        {
            return new TokenExchange.Refused(TokenExchangeFault.SubjectToken);
        }

        var (actor, isGood) = await ActorOfAsync(request, policy, reader, cancellationToken);
        if (!isGood || !Actors.May(subject.Claims, actor ?? request.Client.ClientId, issuer.Of(scope.Pool)))
        {
            return new TokenExchange.Refused(TokenExchangeFault.Actor);
        }

        if (Actors.Write(subject.Claims, actor) is not { } act)
        {
            return new TokenExchange.Refused(TokenExchangeFault.ChainTooLong);
        }

        if (TargetsOf(request, policy) is not { Count: > 0 } targets)
        {
            return new TokenExchange.Refused(TokenExchangeFault.Target);
        }

        if (ScopesOf(request, subject) is not { Count: > 0 } scopes)
        {
            return new TokenExchange.Refused(TokenExchangeFault.Scope);
        }

        return await IsAllowedAsync(request.Client, user, scopes, cancellationToken)
            ? await MintAsync(request.Client, subject, user, act.Claim, targets, scopes, cancellationToken)
            : new TokenExchange.Refused(TokenExchangeFault.Consent);
    }

    /// <summary>Whether the user allowed it, where the client is one that people are asked about: here nobody can be.</summary>
    private async Task<bool> IsAllowedAsync(
        ClientSnapshot client,
        User user,
        IReadOnlyList<string> scopes,
        CancellationToken cancellationToken) =>
        !client.AsksConsent
        || (await consents.FindAsync(user.Id, client.ClientId, cancellationToken) is { } consent
            && consents.Covers(consent, new Allowance(Site: null, scopes, Claims: [])));

    /// <summary>
    /// Who acts: whom the actor's token names, which is the client's own; else the client itself, unless its policy lets it
    /// pass for the subject.
    /// </summary>
    private static async Task<(string? Actor, bool IsGood)> ActorOfAsync(
        TokenExchangeRequest request,
        TokenExchangePolicy policy,
        PresentedTokens reader,
        CancellationToken cancellationToken)
    {
        if (request.ActorToken is not { } token)
        {
            return (policy.Impersonation ? null : request.Client.ClientId, true);
        }

        var actor = await reader.FindAsync(token, [request.Client.ClientId], cancellationToken);
        return (actor?.Subject, actor is not null);
    }

    /// <summary>None that isn't named; where one alone is, it needs no word.</summary>
    private static IReadOnlyList<string> TargetsOf(TokenExchangeRequest request, TokenExchangePolicy policy) =>
        request.Targets.Count == 0 && policy.Audiences is [var only] ? [only]
        : request.Targets.All(policy.Audiences.Contains) ? request.Targets
        : [];

    /// <summary>
    /// No more than the subject's token has, by what it opens, and the client may have; who acts for somebody never changes
    /// their account.
    /// </summary>
    private IReadOnlyList<string> ScopesOf(TokenExchangeRequest request, PresentedToken subject)
    {
        var possible = subject.Scopes
            .Where(one => request.Client.Scopes.Contains(one) && one is not (Scopes.SelfService or Scopes.Registration))
            .ToList();
        return request.Scopes is not { } asked ? WithoutWidening(possible, subject)
            : asked.All(possible.Contains) && IsNoMore(asked, subject) ? asked
            : [];
    }

    /// <summary>What the client may have can leave <c>openid</c> alone, which opens more than in company.</summary>
    private List<string> WithoutWidening(List<string> possible, PresentedToken subject) =>
        IsNoMore(possible, subject) ? possible : [.. possible.Where(one => one != Scopes.OpenId)];

    private bool IsNoMore(IEnumerable<string> scopes, PresentedToken subject) =>
        !EffectiveOf(scopes).Except(EffectiveOf(subject.Scopes)).Any();

    private IReadOnlyList<string> EffectiveOf(IEnumerable<string> scopes) =>
        ScopedAttributes.Effective(scopes, scope.Pool.IsStrict);

    private async Task<TokenExchange> MintAsync(
        ClientSnapshot client,
        PresentedToken subject,
        User user,
        JsonElement? act,
        IReadOnlyList<string> targets,
        IReadOnlyList<string> scopes,
        CancellationToken cancellationToken)
    {
        var groupsOfUser = await groups.OfUserAsync(user.Id, cancellationToken);
        var overrides = await triggers.PreTokenGenerationAsync(
            "HostedAuth", client, user, groupsOfUser, scopes, cancellationToken);
        var tokens = await mint.MintExchangedAsync(
            new TokenSubject
            {
                Issuer = issuer.Of(scope.Pool),
                Client = client,
                User = user,
                Session = AsExchanged(subject.Session!),
                Groups = groupsOfUser,
                Scopes = scopes,
                Resources = targets,
                Overrides = overrides,
                Now = time.GetUtcNow(),
                EndsAt = subject.ExpiresAt,
                Actor = act,
            },
            cancellationToken);
        return new TokenExchange.Exchanged(tokens);
    }

    /// <summary>The session as the token speaks of it, whatever began it: its ids, so that its end ends the token too.</summary>
    private static TokenSession AsExchanged(TokenSession session) => new()
    {
        PoolId = session.PoolId,
        Id = session.Id,
        UserId = session.UserId,
        EventId = session.EventId,
        ClientId = session.ClientId,
        AuthenticatedAt = session.AuthenticatedAt,
        Amr = session.Amr,
        Acr = session.Acr,
        IsByTriggers = session.IsByTriggers,
        Scopes = session.Scopes,
        ByOAuth = true,
        CreatedAt = session.CreatedAt,
        ExpiresAt = session.ExpiresAt,
    };
}
