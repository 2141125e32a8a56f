using System.Buffers.Text;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// PKCE by S256, required of public clients (RFC 7636; RFC 9700, section 2.1.1). A pool can make it optional for old ones.
/// </summary>
internal sealed class PkceCheck : IAuthorizeCheck
{
    /// <summary>SHA-256 in base64url without padding.</summary>
    private const int ChallengeLength = 43;

    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        var challenge = request.Parameters.FindSingle("code_challenge");
        var method = request.Parameters.FindSingle("code_challenge_method");
        if (challenge is null)
        {
            var isRequired = request.ResponseType.HasCode && request.Client.NeedsPkce(request.Pool.PkceOptional);
            return method is not null || isRequired
                ? throw new OAuthException(
                    "invalid_request",
                    "A public client must use PKCE: send code_challenge and code_challenge_method=S256 (RFC 7636). "
                    + "The pool tag hostedauth:pkce=optional allows it to go without.")
                : request;
        }

        // Without a method the standard means plain, which protects nothing against who reads the request.
        if (method != "S256")
        {
            throw new OAuthException("invalid_request", "code_challenge_method must be S256.");
        }

        return challenge.Length == ChallengeLength && Base64Url.IsValid(challenge)
            ? request with { CodeChallenge = challenge }
            : throw new OAuthException("invalid_request", "code_challenge must be a SHA-256 hash in base64url.");
    }
}
