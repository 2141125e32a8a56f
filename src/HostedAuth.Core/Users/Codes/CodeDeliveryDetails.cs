using HostedAuth.Core.Delivery;

namespace HostedAuth.Core.Users.Codes;

/// <summary>Where a code went, as far as the asker may see (<c>CodeDeliveryDetailsType</c> of the API).</summary>
/// <param name="Destination">The masked address: <c>a***@e***</c> or <c>+*******1234</c>.</param>
/// <param name="DeliveryMedium"><c>EMAIL</c> or <c>SMS</c>.</param>
/// <param name="AttributeName">The attribute that holds the address: email or phone_number.</param>
public sealed record CodeDeliveryDetails(string Destination, string DeliveryMedium, string AttributeName)
{
    /// <summary>The details of an address, masked.</summary>
    /// <param name="attribute">email or phone_number.</param>
    /// <param name="address">The address in full.</param>
    public static CodeDeliveryDetails Of(string attribute, string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return attribute is "phone_number"
            ? new(MaskPhone(address), "SMS", attribute)
            : new(MaskEmail(address), "EMAIL", attribute);
    }

    /// <summary>The address, masked.</summary>
    /// <param name="channel"><c>email</c> or <c>sms</c>.</param>
    /// <param name="address">The address in full.</param>
    public static string Mask(string channel, string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return channel switch
        {
            Channels.Event or Channels.Logout or Channels.LogoutOfRegistered => address,
            Channels.Sms => MaskPhone(address),
            _ => MaskEmail(address),
        };
    }

    private static string MaskEmail(string address)
    {
        var at = address.LastIndexOf('@');
        return $"{FirstLetter(address)}***@{FirstLetter(address[(at + 1)..])}***";
    }

    private static string FirstLetter(string text) => text is "" ? "" : text.EnumerateRunes().First().ToString();

    private static string MaskPhone(string number) => $"+*******{number[Math.Max(0, number.Length - 4)..]}";
}
