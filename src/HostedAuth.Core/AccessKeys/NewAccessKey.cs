using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.AccessKeys;

/// <summary>A key just made: the only time that its secret is shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Secret">What signs.</param>
/// <param name="SessionToken">What a temporary key's calls must carry too.</param>
/// <param name="ExpiresAt">When a temporary key ends.</param>
public sealed record NewAccessKey(string Id, Secret Secret, Secret? SessionToken, DateTimeOffset? ExpiresAt);
