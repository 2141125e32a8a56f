namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it.
/// (<c>PreTokenGenerationVersionConfigType</c> of the API.)
/// </summary>
public sealed record PreTokenGenerationVersionConfig
{
    public string? LambdaArn { get; init; }

    public string? LambdaVersion { get; init; }
}
