namespace HostedAuth.Core.UserPools.Settings;

/// <summary>The mail that brings a second factor's code. (<c>EmailMfaConfigType</c> of the API.)</summary>
public sealed record EmailMfaConfig
{
    /// <summary>With the placeholder <c>{####}</c>.</summary>
    public string? Message { get; init; }

    public string? Subject { get; init; }
}
