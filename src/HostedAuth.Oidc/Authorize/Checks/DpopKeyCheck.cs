using System.Buffers.Text;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// <c>dpop_jkt</c>: the key that the client will prove when it redeems the code, so that nobody else can (RFC 9449, section
/// 10).
/// </summary>
internal sealed class DpopKeyCheck : IAuthorizeCheck
{
    /// <summary>SHA-256 in base64url without padding.</summary>
    private const int ThumbprintLength = 43;

    public AuthorizationRequest Apply(AuthorizationRequest request) => request.Parameters.FindSingle("dpop_jkt") switch
    {
        null => request,
        { Length: ThumbprintLength } thumbprint when Base64Url.IsValid(thumbprint) => request with { KeyThumbprint = thumbprint },
        _ => throw new OAuthException("invalid_request", "dpop_jkt must be the SHA-256 thumbprint of a key in base64url."),
    };
}
