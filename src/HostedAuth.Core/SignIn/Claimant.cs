using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn;

/// <summary>Whom an attempt is about: a user of the pool, or the pretence of one under a name that nobody has.</summary>
/// <param name="User">The user, tracked; null for a pretence.</param>
/// <param name="Id">The sub, or a made-up one: always the same for one name, so that a pretence can't be told by asking twice.</param>
public sealed record Claimant(User? User, string Id);
