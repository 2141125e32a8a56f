namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it.
/// (<c>CustomSMSLambdaVersionConfigType</c> of the API.)
/// </summary>
public sealed record CustomSMSLambdaVersionConfig
{
    public string? LambdaArn { get; init; }

    public string? LambdaVersion { get; init; }
}
