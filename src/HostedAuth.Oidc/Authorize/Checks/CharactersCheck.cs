using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// No control characters, and no value longer than anybody needs (RFC 6749, appendix A). JSON may be broken into lines.
/// </summary>
internal sealed class CharactersCheck : IAuthorizeCheck
{
    private const int MaximumLength = 4096;

    // With all groups, roles and attributes of a person in it.
    private const int MaximumHint = ForeignJws.DefaultMaximumLength;

    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        foreach (var (name, value) in request.Parameters.All)
        {
            if (value.Length > (name == "id_token_hint" ? MaximumHint : MaximumLength))
            {
                throw new OAuthException("invalid_request", "A parameter is too long.");
            }

            if (value.Any(one => char.IsControl(one) && !(name == "claims" && (one is '\t' or '\n' or '\r'))))
            {
                throw new OAuthException("invalid_request", "A parameter holds control characters.");
            }
        }

        return request;
    }
}
