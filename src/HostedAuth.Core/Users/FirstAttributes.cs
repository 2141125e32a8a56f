using HostedAuth.Core.Errors;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Users;

/// <summary>The attributes that a new user begins with.</summary>
internal static class FirstAttributes
{
    /// <summary>
    /// Those given; the user name among them, where it stands for an attribute; and a flag that denies it beside each
    /// address that an unconfirmed user has not proven yet.
    /// </summary>
    /// <exception cref="AuthException">InvalidParameter: the user name is none in this pool, or differs from its attribute.</exception>
    public static Dictionary<string, string> Of(
        PoolSnapshot pool,
        string username,
        IReadOnlyDictionary<string, string> given,
        UserStatus status)
    {
        var complete = AttributeChanges.Apply(
            new Dictionary<string, string>(),
            given.ToDictionary(attribute => attribute.Key, attribute => (string?)attribute.Value));
        if (UserNames.AttributeOf(pool, username) is { } nameAttribute
            && !complete.TryAdd(nameAttribute, username)
            && UserNames.Normalize(pool, complete[nameAttribute]) != UserNames.Normalize(pool, username))
        {
            throw AuthError.InvalidParameter($"The {nameAttribute} attribute differs from the username.").AsException();
        }

        foreach (var verifiable in status == UserStatus.UNCONFIRMED ? AttributeChanges.Verifiable : [])
        {
            if (complete.ContainsKey(verifiable))
            {
                complete.TryAdd($"{verifiable}_verified", "false");
            }
        }

        return complete;
    }
}
