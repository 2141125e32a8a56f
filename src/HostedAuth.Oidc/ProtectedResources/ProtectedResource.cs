using HostedAuth.Core.Errors;
using HostedAuth.Core.Tokens;
using HostedAuth.Oidc.Dpop;
using HostedAuth.Oidc.Senders;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.ProtectedResources;

/// <summary>
/// Lets in who presents a good access token of a user, as a bearer, or with proof of the key or the certificate that it is
/// bound to (RFC 6750, RFC 9449, RFC 8705).
/// </summary>
internal sealed class ProtectedResource(AccessTokens accessTokens, DpopProofs proofs, SenderProof proven)
{
    /// <summary>Whom the request's access token speaks for. Every refusal carries its challenge.</summary>
    /// <param name="context">The request.</param>
    /// <param name="requiredScope">One scope that the token must have.</param>
    /// <exception cref="OAuthException">
    /// invalid_request, invalid_token, insufficient_scope, invalid_dpop_proof, use_dpop_nonce.
    /// </exception>
    public async Task<AccessTokenIdentity> EnterAsync(HttpContext context, string requiredScope)
    {
        if (await ReadAsync(context.Request) is not { } token)
        {
            throw Challenges.Missing();
        }

        try
        {
            return await VerifyAsync(context, token, requiredScope);
        }
        catch (OAuthException refusal) when (refusal.Challenge is null)
        {
            throw Challenges.Refusal(
                token.Scheme,
                StatusCodes.Status401Unauthorized,
                refusal.Error.Code,
                refusal.Error.Description);
        }
        catch (AuthException refusal) when (refusal.Error == AuthError.AccessTokenScope)
        {
            throw Challenges.Refusal(
                token.Scheme,
                StatusCodes.Status403Forbidden,
                "insufficient_scope",
                refusal.Error.Message,
                ("scope", requiredScope));
        }
        catch (AuthException refusal)
        {
            throw InvalidToken(token, refusal.Error.Message);
        }
    }

    private static async Task<PresentedToken?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await PresentedToken.ReadAsync(request);
        }
        catch (OAuthException refusal)
        {
            throw Challenges.Refusal(
                TokenScheme.Bearer,
                refusal.StatusCode,
                refusal.Error.Code,
                refusal.Error.Description);
        }
    }

    private async Task<AccessTokenIdentity> VerifyAsync(HttpContext context, PresentedToken token, string requiredScope)
    {
        // A proof beside a Bearer token proves nothing: a bound token must say that it is one (RFC 9449, section 7.2).
        var proof = token.Scheme == TokenScheme.DPoP
            ? proofs.Read(context, token.Value)
                ?? throw new OAuthException(DpopProofs.InvalidProof, "A DPoP proof must be sent with the token.")
            : null;
        proven.CertificateThumbprint = SenderCertificate.ThumbprintOf(context);
        proven.KeyThumbprint = proof?.KeyThumbprint;
        var identity = await accessTokens.VerifyAsync(token.Value.Value, requiredScope, context.RequestAborted);
        if (proof is not null)
        {
            if (identity.Confirmation.KeyThumbprint is null)
            {
                throw InvalidToken(token, "The access token is not bound to a key.");
            }

            // Last, so that only who has a good token of the key writes.
            await proofs.SpendAsync(proof, context.RequestAborted);
        }

        return identity;
    }

    private static OAuthException InvalidToken(PresentedToken token, string description) =>
        Challenges.Refusal(token.Scheme, StatusCodes.Status401Unauthorized, "invalid_token", description);
}
