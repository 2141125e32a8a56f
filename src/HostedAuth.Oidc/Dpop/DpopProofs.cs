using HostedAuth.Core.Authorization;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Dpop;

/// <summary>Checks the DPoP proof of a request (RFC 9449, section 4.3).</summary>
internal sealed class DpopProofs(
    PoolScope scope,
    DpopTarget targets,
    DpopNonces nonces,
    SpentIdentifiers spent,
    TimeProvider time)
{
    public const string Header = "DPoP";

    /// <summary>The error of a proof that isn't good (RFC 9449, section 5).</summary>
    public const string InvalidProof = "invalid_dpop_proof";

    /// <summary>The error of a proof that only lacks the nonce told beside it (RFC 9449, section 8).</summary>
    public const string NonceWanted = "use_dpop_nonce";

    /// <summary>How far the sender's clock may be ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(10);

    /// <summary>How long a proof is good.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The proof of the request, good in every way but that its <c>jti</c> is not spent yet (<see cref="SpendAsync"/>); null
    /// when none was sent.
    /// </summary>
    /// <param name="context">The request; the nonce for the next one goes into its answer.</param>
    /// <param name="accessToken">The token beside which it is sent, at a protected resource; else null.</param>
    /// <exception cref="OAuthException">invalid_dpop_proof, use_dpop_nonce.</exception>
    public DpopProof? Read(HttpContext context, Secret? accessToken)
    {
        var values = context.Request.Headers[Header];
        if (values.Count == 0)
        {
            return null;
        }

        nonces.Tell(context.Response);
        var proof = values.Count == 1 && values[0] is { } text ? DpopProof.Parse(text) : null;
        if (proof is null)
        {
            throw Refusal("There must be one DPoP proof, a JWT signed by the key that it carries.");
        }

        CheckFits(proof, context.Request, accessToken);
        CheckTime(proof);
        if (nonces.AreRequired && (proof.Nonce is null || !nonces.IsFresh(proof.Nonce)))
        {
            throw new OAuthException(NonceWanted, "The DPoP proof must carry the nonce of the DPoP-Nonce header.");
        }

        return proof;
    }

    /// <summary>Takes the proof for this once (RFC 9449, section 11.1).</summary>
    /// <exception cref="OAuthException">invalid_dpop_proof: it was used before.</exception>
    public async Task SpendAsync(DpopProof proof, CancellationToken cancellationToken)
    {
        var isFirst = await spent.TrySpendAsync(
            SpentKind.DpopProof,
            proof.KeyThumbprint,
            proof.Id,
            proof.IssuedAt + Lifetime + Ahead,
            cancellationToken);
        if (!isFirst)
        {
            throw Refusal("The DPoP proof was used before.");
        }
    }

    private void CheckFits(DpopProof proof, HttpRequest request, Secret? accessToken)
    {
        if (proof.Method != request.Method)
        {
            throw Refusal("The DPoP proof is for another method.");
        }

        if (!targets.Is(proof.Target, request, scope.Pool))
        {
            throw Refusal("The DPoP proof is for another address.");
        }

        if (accessToken is { } token && !proof.IsFor(token))
        {
            throw Refusal("The DPoP proof is for another access token.");
        }
    }

    private void CheckTime(DpopProof proof)
    {
        var now = time.GetUtcNow();
        if (proof.IssuedAt > now + Ahead || proof.IssuedAt + Lifetime < now)
        {
            throw Refusal("The DPoP proof was not made just now.");
        }

        if (proof.NotBefore > now + Ahead || proof.ExpiresAt <= now - Ahead)
        {
            throw Refusal("The DPoP proof is not good at this time.");
        }
    }

    private static OAuthException Refusal(string description) => new(InvalidProof, description);
}
