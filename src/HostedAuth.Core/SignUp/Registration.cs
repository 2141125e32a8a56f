using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.SignUp;

/// <summary>A person's wish to become a user.</summary>
public sealed record Registration
{
    public required ClientSnapshot Client { get; init; }

    /// <summary>As typed; an email address or phone number where the pool's users sign in by those.</summary>
    public required string Username { get; init; }

    /// <summary>Null only where the pool has a first factor without a password.</summary>
    public Secret? Password { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}

/// <summary>A user was made.</summary>
/// <param name="UserId">The sub.</param>
/// <param name="Username">What the user is called: the sub where people sign in by email or phone.</param>
/// <param name="IsConfirmed">True when the user can sign in without confirming first.</param>
/// <param name="Delivery">Where the code went; null when none was sent.</param>
public sealed record Registered(string UserId, string Username, bool IsConfirmed, CodeDeliveryDetails? Delivery)
{
    /// <summary>The new user's; empty for a pretended one.</summary>
    public string SecurityStamp { get; init; } = "";

    /// <summary>Whether a password came along; false for who signs in by codes or passkeys alone.</summary>
    public required bool HasPassword { get; init; }
}
