using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Users;
using HostedAuth.Oidc.Token.ClientAuthentication;

namespace HostedAuth.Oidc.Token.GrantTypes;

/// <summary>
/// Tokens for a user for whom an issuer speaks that the client's operator trusts (RFC 7523, section 2.1). Off unless the client
/// has it among its <c>grant_types</c> and an issuer (<c>hostedauth_trusted_issuers</c>). There is nobody to be asked, so a
/// client that asks consent can't use it.
/// </summary>
internal sealed class JwtBearerGrant(
    PoolScope scope,
    ForeignSignatures signatures,
    SpentIdentifiers spent,
    AssertedUsers users,
    TokenIssuer issuer,
    Issuer issuers,
    PoolAddress addresses,
    TimeProvider time) : IGrantType
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);

    public string Name => ExtraGrantTypes.JwtBearer;

    public bool IsAllowed(ClientSnapshot client) =>
        client.FurtherGrantTypes.Contains(Name) && client.Metadata.TrustedIssuers is { Count: > 0 } && !client.AsksConsent;

    public async Task<TokenSet> HandleAsync(ClientRequest request, ClientSnapshot client, CancellationToken cancellationToken)
    {
        var assertion = request.Require("assertion");
        var scopes = ClientScopes.GrantByAnothersWord(client, request.Find("scope"));
        var resources = ResourceIndicators.Read(scope.Pool, request.Parameters);

        // One refusal for all that may be wrong, the user's standing included: no issuer finds out who is here.
        var user = await FindUserAsync(client, ForeignJws.Parse(assertion), cancellationToken)
            ?? throw AuthError.InvalidAssertion.AsException();
        return await issuer.IssueAsync(
            new Grant
            {
                Client = client,
                User = user,
                Scopes = scopes,
                Resources = resources,
                AuthenticatedAt = time.GetUtcNow(),
                // As with triggers: another's word, no proof that more could be built upon.
                IsByTriggers = true,
                ByOAuth = true,
                WithoutRefreshToken = true,
            },
            cancellationToken);
    }

    /// <summary>Whom a good assertion is about; null when anything about it is wrong. Spends it.</summary>
    private async Task<User?> FindUserAsync(ClientSnapshot client, ForeignJws? assertion, CancellationToken cancellationToken)
    {
        if (assertion?.Claims.GetText("iss") is not { } name
            || client.Metadata.TrustedIssuers!.FirstOrDefault(one => one.Issuer == name) is not { } trusted
            || !AssertionRules.IsTyped(assertion, "authorization-grant+jwt", trusted.RequireType == true)
            || !AssertionRules.IsFor(assertion, NamesOfThisServer())
            || !AssertionRules.IsCurrent(assertion, time.GetUtcNow(), LongestLife, out var expiresAt)
            || assertion.Claims.GetText("jti") is not { Length: > 0 } id
            || assertion.Claims.GetText("sub") is not { Length: > 0 } subject
            || !await signatures.IsByIssuerAsync(assertion, trusted, PrivateKeyJwt.AlgorithmsFor(client), cancellationToken))
        {
            return null;
        }

        // After the signature, so that nobody but the issuer can spend its identifiers.
        return await spent.TrySpendAsync(SpentKind.AuthorizationGrant, name, id, expiresAt, cancellationToken)
            ? await users.FindAsync(subject, cancellationToken)
            : null;
    }

    private string[] NamesOfThisServer() =>
        [issuers.Of(scope.Pool), .. addresses.AllOf(scope.Pool).Select(address => address + OidcFace.TokenPath)];
}
