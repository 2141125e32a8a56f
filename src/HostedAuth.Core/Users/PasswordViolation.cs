using HostedAuth.Core.Errors;

namespace HostedAuth.Core.Users;

/// <summary>A rule of the policy that a password breaks.</summary>
/// <param name="Reason">Which.</param>
/// <param name="Words">In the API's words.</param>
public sealed record PasswordViolation(ErrorReason Reason, string Words);
