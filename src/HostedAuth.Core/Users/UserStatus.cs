namespace HostedAuth.Core.Users;

/// <summary>Where a user stands; names of the API (UserStatusType).</summary>
public enum UserStatus
{
    UNCONFIRMED,
    CONFIRMED,
    FORCE_CHANGE_PASSWORD,
    RESET_REQUIRED,
    EXTERNAL_PROVIDER,
}
