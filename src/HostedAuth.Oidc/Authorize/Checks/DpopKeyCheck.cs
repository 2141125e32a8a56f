using System.Buffers.Text;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// The key that the client will prove when it redeems the code, so that nobody else can (RFC 9449, section 10):
/// <c>dpop_jkt</c>, or that of the proof with which the request was pushed; with both, one key.
/// </summary>
internal sealed class DpopKeyCheck : IAuthorizeCheck
{
    /// <summary>SHA-256 in base64url without padding.</summary>
    private const int ThumbprintLength = 43;

    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        var named = request.Parameters.FindSingle("dpop_jkt");
        if (named is not null && !(named.Length == ThumbprintLength && Base64Url.IsValid(named)))
        {
            throw new OAuthException("invalid_request", "dpop_jkt must be the SHA-256 thumbprint of a key in base64url.");
        }

        var proven = request.Origin.KeyThumbprint;
        return named is null || proven is null || named == proven
            ? request with { KeyThumbprint = named ?? proven }
            : throw new OAuthException("invalid_request", "dpop_jkt names another key than the DPoP proof has.");
    }
}
