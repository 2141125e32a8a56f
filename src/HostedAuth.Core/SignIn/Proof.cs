namespace HostedAuth.Core.SignIn;

/// <summary>A factor proven.</summary>
/// <param name="Challenge">By which challenge (ChallengeNameType).</param>
/// <param name="Amr">Its method in tokens: <c>pwd</c>, <c>otp</c>, <c>sms</c>, … (RFC 8176 and Cognito's).</param>
/// <param name="At">When.</param>
public sealed record Proof(string Challenge, string Amr, DateTimeOffset At);
