namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary><c>prompt</c> holds known values, and <c>none</c> stands alone (OIDC Core, section 3.1.2.1).</summary>
internal sealed class PromptCheck : IAuthorizeCheck
{
    private static readonly string[] Known = ["none", "login", "consent", "select_account"];

    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        var prompts = request.Parameters.FindSingle("prompt")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (prompts.Except(Known).Any())
        {
            throw new OAuthException("invalid_request", "prompt holds an unknown value.");
        }

        return prompts.Length > 1 && prompts.Contains("none")
            ? throw new OAuthException("invalid_request", "prompt=none stands alone.")
            : request with { Prompts = prompts };
    }
}
