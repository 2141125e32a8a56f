using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>
/// What all assertions of clients must be, whatever signs them (RFC 7523, section 3; OIDC Core, section 9): of the client,
/// for this server, young, and new.
/// </summary>
internal sealed class ClientAssertions(
    SpentIdentifiers spent,
    Issuer issuer,
    PoolAddress addresses,
    TimeProvider time)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // What one assertion may be worth: the identifiers of all living ones are kept.
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(10);

    /// <summary>Whether the request carries an assertion that is signed by a public key, or by a secret.</summary>
    public static bool IsUsed(ClientRequest request, bool bySecret) =>
        request.HasAssertion && request.Assertion?.Algorithm.StartsWith("HS", StringComparison.Ordinal) == true == bySecret;

    /// <summary>The client whose assertion it is; null when anything about it is wrong. Spends it.</summary>
    public async ValueTask<ClientSnapshot?> AuthenticateAsync(
        PoolSnapshot pool,
        ClientRequest request,
        Func<ForeignJws, ClientSnapshot, ValueTask<bool>> isSigned,
        CancellationToken cancellationToken)
    {
        if (request.Assertion is not { } assertion
            || request.Find("client_assertion_type") != AssertionType
            || FindClient(pool, request, assertion) is not { } client
            || !AssertionRules.IsTyped(assertion, "client-authentication+jwt")
            || !IsForThisServer(pool, client, assertion)
            || !AssertionRules.IsCurrent(assertion, time.GetUtcNow(), LongestLife, out var expiresAt)
            || assertion.Claims.GetText("jti") is not { Length: > 0 } id
            || !await isSigned(assertion, client))
        {
            return null;
        }

        // Last, so that nobody but the client can spend its identifiers.
        return await spent.TrySpendAsync(SpentKind.ClientAssertion, client.ClientId, id, expiresAt, cancellationToken)
            ? client
            : null;
    }

    /// <summary>Whom it is about, and who wrote it, are the same; a client_id beside it names no other.</summary>
    private static ClientSnapshot? FindClient(PoolSnapshot pool, ClientRequest request, ForeignJws assertion)
    {
        var subject = assertion.Claims.GetText("sub");
        return subject is not null
            && assertion.Claims.GetText("iss") == subject
            && (request.Find("client_id") ?? subject) == subject
            ? pool.FindClient(subject)
            : null;
    }

    /// <summary>
    /// Every audience is this pool: by its issuer, which is preferred, or as an address of its token or PAR endpoint
    /// (RFC 9126, section 2), the one for clients that show certificates too. One for another server too could be used there, or have come from there. FAPI 2.0 takes the
    /// issuer alone, as a text (Security Profile, section 5.3.2.1, no 8).
    /// </summary>
    private bool IsForThisServer(PoolSnapshot pool, ClientSnapshot client, ForeignJws assertion)
    {
        if (client.IsFapi2)
        {
            return assertion.Claims.GetText("aud") == issuer.Of(pool);
        }

        return AssertionRules.IsFor(
            assertion,
            [
                issuer.Of(pool),
                .. addresses.AllOf(pool).SelectMany(address => new[] { address + OidcFace.TokenPath, address + OidcFace.PushedRequestPath }),
            ]);
    }
}
