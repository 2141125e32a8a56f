using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// <c>prompt</c> holds known values, and <c>none</c> stands alone (OIDC Core, section 3.1.2.1). <c>create</c> is one where people
/// may sign up (Initiating User Registration, section 4.1).
/// </summary>
internal sealed class PromptCheck : IAuthorizeCheck
{
    private const string Create = "create";

    private static readonly string[] Always = ["none", "login", "consent", "select_account"];

    /// <summary>The values that a pool knows.</summary>
    public static IEnumerable<string> KnownTo(PoolSnapshot pool) => pool.TakesPromptCreate ? [.. Always, Create] : Always;

    /// <summary>Whether the person is to make an account rather than to sign in.</summary>
    public static bool AsksForAccount(AuthorizationRequest request) => request.Prompts.Contains(Create);

    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        var prompts = request.Parameters.FindSingle("prompt")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (prompts.Except(KnownTo(request.Pool)).Any())
        {
            throw new OAuthException("invalid_request", "prompt holds an unknown value.");
        }

        return prompts.Length > 1 && prompts.Contains("none")
            ? throw new OAuthException("invalid_request", "prompt=none stands alone.")
            : request with { Prompts = prompts };
    }
}
