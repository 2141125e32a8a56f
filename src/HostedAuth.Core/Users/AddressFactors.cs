namespace HostedAuth.Core.Users;

/// <summary>The second factors that send codes to an address: without the address they are gone.</summary>
internal static class AddressFactors
{
    private static readonly (string Attribute, string Factor)[] All = [("email", "EMAIL_OTP"), ("phone_number", "SMS_MFA")];

    /// <summary>Takes away the factors whose address the user has no more.</summary>
    public static void DropWithout(User user)
    {
        foreach (var (attribute, factor) in All)
        {
            if (user.Attributes.ContainsKey(attribute) || !user.ActiveFactors.Contains(factor))
            {
                continue;
            }

            user.ActiveFactors = [.. user.ActiveFactors.Where(active => active != factor)];
            user.PreferredFactor = user.PreferredFactor == factor ? null : user.PreferredFactor;
        }
    }
}
