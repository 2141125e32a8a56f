namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>KeyConfigurationType</c> of the
/// API.)
/// </summary>
public sealed record KeyConfiguration
{
    public string? KeyType { get; init; }

    public string? KmsKeyArn { get; init; }
}
