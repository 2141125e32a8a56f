using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Users;

/// <summary>An administrator's wish to make a user.</summary>
public sealed record Invitation
{
    /// <summary>A user name, or the email or phone number that stands for one in the pool.</summary>
    public required string Username { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>Null for one that is made up, or for none where the pool offers sign-in without a password.</summary>
    public Secret? TemporaryPassword { get; init; }

    /// <summary>Whether a message brings the temporary password to the user.</summary>
    public bool SendsMessage { get; init; } = true;

    /// <summary>EMAIL, SMS or both; null for the default, SMS.</summary>
    public IReadOnlyList<string>? Mediums { get; init; }

    /// <summary>Whether verified addresses are taken from users who have them as aliases.</summary>
    public bool ForcesAlias { get; init; }
}
