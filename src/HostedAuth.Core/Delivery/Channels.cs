namespace HostedAuth.Core.Delivery;

/// <summary>The channels of messages.</summary>
public static class Channels
{
    public const string Email = "email";
    public const string Sms = "sms";

    /// <summary>What happened to a user, for a webhook: no message to anybody.</summary>
    public const string Event = "event";

    /// <summary>The end of a session, for a client (OpenID Connect Back-Channel Logout 1.0).</summary>
    public const string Logout = "logout";

    /// <summary>
    /// The same for a client that registered itself. A channel of its own, so that whoever registers many that never answer
    /// holds up no client of an operator's.
    /// </summary>
    public const string LogoutOfRegistered = "logout_dcr";
}
