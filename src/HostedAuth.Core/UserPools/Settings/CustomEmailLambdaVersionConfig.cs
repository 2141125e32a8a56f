namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it.
/// (<c>CustomEmailLambdaVersionConfigType</c> of the API.)
/// </summary>
public sealed record CustomEmailLambdaVersionConfig
{
    public string? LambdaArn { get; init; }

    public string? LambdaVersion { get; init; }
}
