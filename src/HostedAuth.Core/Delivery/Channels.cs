namespace HostedAuth.Core.Delivery;

/// <summary>The channels of messages.</summary>
public static class Channels
{
    public const string Email = "email";
    public const string Sms = "sms";
}
