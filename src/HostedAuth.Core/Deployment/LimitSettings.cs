using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HostedAuth.Core.Deployment;

/// <summary>Limits for everyone.</summary>
public sealed record RateLimitSettings
{
    [Description("Requests a second that one address may make; 0 for no limit.")]
    [Range(0, 1_000_000)]
    public int PerAddress { get; init; }

    [Description("Sign-ins a minute that one address may begin at a pool, under whatever names; 0 for no limit. Counted over "
        + "all nodes, as the next two are. Backends that call for their users without telling their addresses (ContextData) "
        + "aren't limited when they sign their calls, and share one limit when they don't.")]
    [Range(0, 1_000_000)]
    public int SignInsPerAddress { get; init; }

    [Description("Sign-ups a minute from one address.")]
    [Range(0, 1_000_000)]
    public int SignUpsPerAddress { get; init; }

    [Description("Codes of sign-ups and forgotten passwords a minute that one address may ask for.")]
    [Range(0, 1_000_000)]
    public int CodesPerAddress { get; init; }

    [Description("Devices without a browser that one address may begin to connect a minute (RFC 8628); 0 for no limit.")]
    [Range(0, 1_000_000)]
    public int DevicesPerAddress { get; init; } = 60;
}

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
