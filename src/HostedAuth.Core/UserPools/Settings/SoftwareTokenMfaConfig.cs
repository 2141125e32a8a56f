namespace HostedAuth.Core.UserPools.Settings;

/// <summary>Whether authenticator apps are a second factor. (<c>SoftwareTokenMfaConfigType</c> of the API.)</summary>
public sealed record SoftwareTokenMfaConfig
{
    public bool? Enabled { get; init; }
}
