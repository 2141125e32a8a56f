namespace HostedAuth.Oidc.Discovery;

/// <summary>The languages that the pages speak.</summary>
/// <param name="Tags">By BCP 47, the one that speaks when no other fits first.</param>
public sealed record PageLanguages(IReadOnlyList<string> Tags);
