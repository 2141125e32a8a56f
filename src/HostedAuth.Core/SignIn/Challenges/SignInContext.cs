using HostedAuth.Core.AppClients;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>Who is signing in where, and how far they are.</summary>
public sealed record SignInContext(ClientSnapshot Client, Claimant Claimant, SignInAttempt Attempt);
