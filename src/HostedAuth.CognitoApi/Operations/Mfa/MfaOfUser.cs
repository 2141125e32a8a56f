using HostedAuth.Core.Mfa;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Mfa;

/// <summary>The legacy form of codes by text (MFAOptionType).</summary>
/// <param name="DeliveryMedium">SMS.</param>
/// <param name="AttributeName">phone_number.</param>
public sealed record MFAOptionType(string? DeliveryMedium, string? AttributeName);

/// <summary>A user's second factors on the wire; what there is none of is absent.</summary>
internal sealed record MfaOfUser(IReadOnlyList<string>? Active, string? Preferred, IReadOnlyList<MFAOptionType>? Options)
{
    private static readonly MFAOptionType[] ByText = [new("SMS", "phone_number")];

    /// <summary>Active, and not without the proven address that its codes go to.</summary>
    public static MfaOfUser Of(User user)
    {
        string[] active = [.. user.ActiveFactors.Where(factor => UserFactors.CanReach(user, factor))];
        return new(
            active.Length > 0 ? active : null,
            active.Contains(user.PreferredFactor) ? user.PreferredFactor : null,
            active.Contains(SecondFactors.Sms) ? ByText : null);
    }
}
