using HostedAuth.Core.AppClients;
using HostedAuth.Core.Tokens;
using HostedAuth.Oidc.Dpop;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Senders;

/// <summary>
/// Finds out what the sender of a client's request can prove (<see cref="SenderProof"/>), for the endpoints where tokens are
/// asked for.
/// </summary>
internal sealed class SenderProofs(DpopProofs proofs, SenderProof proven)
{
    /// <summary>
    /// Takes the request's certificate and DPoP proof. The proof is spent by who uses it (<see cref="SenderProof.SpendAsync"/>):
    /// tokens are made, and requests kept, for none that was used before.
    /// </summary>
    /// <exception cref="OAuthException">invalid_dpop_proof, use_dpop_nonce.</exception>
    public void Prove(HttpContext context)
    {
        proven.CertificateThumbprint = SenderCertificate.ThumbprintOf(context);
        if (proofs.Read(context, accessToken: null) is { } proof)
        {
            proven.KeyThumbprint = proof.KeyThumbprint;
            proven.Spending = cancellationToken => proofs.SpendAsync(proof, cancellationToken);
        }
    }

    /// <summary>Refuses a client whose tokens are always bound and that proved nothing, before its grant is used up.</summary>
    /// <exception cref="OAuthException">invalid_dpop_proof (RFC 9449, section 5.2); invalid_request (RFC 8705, section 3).</exception>
    public void Require(ClientSnapshot client)
    {
        if (client.BindsToKey && proven.KeyThumbprint is null)
        {
            throw new OAuthException(DpopProofs.InvalidProof, "The client must send a DPoP proof.");
        }

        if (client.IsFapi2 && proven.KeyThumbprint is null && proven.CertificateThumbprint is null)
        {
            // FAPI 2.0 Security Profile, section 5.3.2.1, no 5.
            throw new OAuthException("invalid_request", "The client must send a DPoP proof, or connect with its certificate.");
        }

        if (client.BindsToCertificate && proven.CertificateThumbprint is null)
        {
            throw new OAuthException("invalid_request", "The client must connect with its certificate.");
        }
    }
}
