namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>No control characters, and no value longer than anybody needs (RFC 6749, appendix A).</summary>
internal sealed class CharactersCheck : IAuthorizeCheck
{
    private const int MaximumLength = 4096;

    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        foreach (var (_, value) in request.Parameters.All)
        {
            if (value.Length > MaximumLength)
            {
                throw new OAuthException("invalid_request", "A parameter is too long.");
            }

            if (value.Any(char.IsControl))
            {
                throw new OAuthException("invalid_request", "A parameter holds control characters.");
            }
        }

        return request;
    }
}
