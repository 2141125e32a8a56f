using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HostedAuth.Core.Deployment;

/// <summary>What users did, in pools with threat protection.</summary>
public sealed record AuthEventSettings
{
    [Description("How many days the events of AdminListUserAuthEvents are kept.")]
    [Range(1, 3650)]
    public int KeptDays { get; init; } = 90;
}
