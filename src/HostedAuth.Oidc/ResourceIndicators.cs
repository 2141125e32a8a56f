using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc;

/// <summary>The resources that access tokens are asked for by <c>resource</c>, which may repeat (RFC 8707, section 2).</summary>
internal static class ResourceIndicators
{
    /// <summary>The name of the parameter.</summary>
    public const string Parameter = "resource";

    private const int MaximumCount = 10;
    private const int MaximumLength = 2048;

    /// <summary>
    /// The resources asked for, each once: absolute addresses without a fragment that name resource servers of the pool. A
    /// strict pool takes one, whatever it names, as Cognito does.
    /// </summary>
    /// <exception cref="OAuthException">invalid_target.</exception>
    public static IReadOnlyList<string> Read(PoolSnapshot pool, OAuthParameters parameters)
    {
        string[] asked = [.. parameters.FindAll(Parameter).Distinct()];
        if (asked.Length > (pool.IsStrict ? 1 : MaximumCount))
        {
            throw Refusal("Too many resources.");
        }

        if (!asked.All(IsAddress))
        {
            throw Refusal("resource must be an absolute address without a fragment.");
        }

        return pool.IsStrict || asked.All(pool.ResourceServers.ContainsKey)
            ? asked
            : throw Refusal("resource must be the identifier of a resource server of the pool.");
    }

    /// <summary>Of the resources that were granted those that are asked for now; empty for all (RFC 8707, section 2.2).</summary>
    /// <exception cref="OAuthException">invalid_target.</exception>
    public static IReadOnlyList<string> Narrow(IReadOnlyList<string> granted, OAuthParameters parameters)
    {
        string[] asked = [.. parameters.FindAll(Parameter).Distinct()];
        return asked.Except(granted).Any() ? throw Refusal("The resource was not granted.") : asked;
    }

    private static bool IsAddress(string resource) =>
        resource.Length <= MaximumLength
        && resource.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && Uri.CheckSchemeName(resource[..colon])
        && Uri.TryCreate(resource, UriKind.Absolute, out _)
        && !resource.Contains('#', StringComparison.Ordinal);

    private static OAuthException Refusal(string description) => new("invalid_target", description);
}
