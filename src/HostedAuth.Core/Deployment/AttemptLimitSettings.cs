using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HostedAuth.Core.Deployment;

/// <summary>How often something may be done with one user's name within an hour, after Cognito's quotas.</summary>
public sealed record AttemptLimitSettings
{
    private const int Most = 10_000;

    [Description("ResendConfirmationCode, for each user and hour. Past a limit: LimitExceededException with `Retry-After`.")]
    [Range(1, Most)]
    public int ResendConfirmationCode { get; init; } = 5;

    [Description("ConfirmSignUp, for each user and hour.")]
    [Range(1, Most)]
    public int ConfirmSignUp { get; init; } = 15;

    [Description("ForgotPassword, for each user and hour.")]
    [Range(1, Most)]
    public int ForgotPassword { get; init; } = 10;

    [Description("ConfirmForgotPassword, for each user and hour.")]
    [Range(1, Most)]
    public int ConfirmForgotPassword { get; init; } = 20;

    [Description("ChangePassword, for each user and hour.")]
    [Range(1, Most)]
    public int ChangePassword { get; init; } = 5;

    [Description("GetUserAttributeVerificationCode, for each user and hour.")]
    [Range(1, Most)]
    public int GetUserAttributeVerificationCode { get; init; } = 5;

    [Description("VerifyUserAttribute, for each user and hour.")]
    [Range(1, Most)]
    public int VerifyUserAttribute { get; init; } = 15;
}
