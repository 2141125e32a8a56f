using System.ComponentModel;

namespace HostedAuth.Core.Deployment;

/// <summary>The access key that may do everything.</summary>
public sealed record RootAccessKeySettings
{
    [Description("The id of the root access key. Development makes a key for this machine when none is set; "
        + "Production starts without one.")]
    public string Id { get; init; } = "";

    [Description("Its secret.")]
    public string Secret { get; init; } = "";
}
