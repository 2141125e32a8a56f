using HostedAuth.Core.Mfa;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace HostedAuth.Core.Notices;

/// <summary>Which changes of a user's row are worth a notice.</summary>
internal static class AccountChanges
{
    private static readonly (string Factor, AccountChange On, AccountChange Off)[] Factors =
    [
        (SecondFactors.SoftwareToken, AccountChange.AppFactorOn, AccountChange.AppFactorOff),
        (SecondFactors.Sms, AccountChange.SmsFactorOn, AccountChange.SmsFactorOff),
        (SecondFactors.Email, AccountChange.EmailFactorOn, AccountChange.EmailFactorOff),
        (SecondFactors.Passkey, AccountChange.PasskeyFactorOn, AccountChange.PasskeyFactorOff),
    ];

    /// <summary>What is about to be saved, in the order of the enumeration.</summary>
    public static IEnumerable<AccountChange> Of(EntityEntry<User> entry)
    {
        var (before, after) = (AttributesBefore(entry), entry.Entity.Attributes);
        if (HasNewPassword(entry))
        {
            yield return AccountChange.PasswordChanged;
        }

        if (before.GetValueOrDefault("email") != after.GetValueOrDefault("email"))
        {
            yield return AccountChange.EmailChanged;
        }

        if (before.GetValueOrDefault("phone_number") != after.GetValueOrDefault("phone_number"))
        {
            yield return AccountChange.PhoneChanged;
        }

        var had = entry.OriginalValues.GetValue<IReadOnlyList<string>>(nameof(User.ActiveFactors));
        foreach (var (factor, on, off) in Factors)
        {
            if (had.Contains(factor) != entry.Entity.ActiveFactors.Contains(factor))
            {
                yield return had.Contains(factor) ? off : on;
            }
        }
    }

    /// <summary>As they are stored.</summary>
    public static IReadOnlyDictionary<string, string> AttributesBefore(EntityEntry<User> entry) =>
        entry.OriginalValues.GetValue<IReadOnlyDictionary<string, string>>(nameof(User.Attributes));

    /// <summary>Of a temporary password that another replaces the invitation tells.</summary>
    private static bool HasNewPassword(EntityEntry<User> entry)
    {
        var status = entry.OriginalValues.GetValue<UserStatus>(nameof(User.Status));
        var isInvited = status is UserStatus.FORCE_CHANGE_PASSWORD && entry.Entity.Status == status;
        return !isInvited
            && entry.OriginalValues.GetValue<string?>(nameof(User.PasswordHash)) != entry.Entity.PasswordHash;
    }
}
