namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>UserPoolPolicyType</c> of the
/// API.)
/// </summary>
public sealed record UserPoolPolicy
{
    public PasswordPolicy? PasswordPolicy { get; init; }

    public SignInPolicy? SignInPolicy { get; init; }
}
