namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>AdminCreateUserConfigType</c> of
/// the API.)
/// </summary>
public sealed record AdminCreateUserConfig
{
    public bool? AllowAdminCreateUserOnly { get; init; }

    public MessageTemplate? InviteMessageTemplate { get; init; }

    public int? UnusedAccountValidityDays { get; init; }
}
