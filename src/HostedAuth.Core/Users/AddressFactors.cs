using HostedAuth.Core.Mfa;

namespace HostedAuth.Core.Users;

/// <summary>The second factors that send codes to an address: without the address they are gone.</summary>
internal static class AddressFactors
{
    /// <summary>Takes away the factors whose address the user has no more.</summary>
    public static void DropWithout(User user)
    {
        var lost = user.ActiveFactors.Where(factor =>
            SecondFactors.AttributeOf(factor) is { } attribute && !user.Attributes.ContainsKey(attribute));
        foreach (var factor in lost.ToList())
        {
            UserFactors.Deactivate(user, factor);
        }
    }
}
