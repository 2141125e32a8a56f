namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>SignInPolicyType</c> of the API.)
/// </summary>
public sealed record SignInPolicy
{
    /// <summary>Stands in the list for both ways to give a password.</summary>
    public const string Password = "PASSWORD";

    public IReadOnlyList<string>? AllowedFirstAuthFactors { get; init; }
}
