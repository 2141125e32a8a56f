using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations;

/// <summary>A user in lists and in the answer of AdminCreateUser.</summary>
/// <param name="UserStatus">UserStatusType of the API.</param>
public sealed record UserType(
    string Username,
    IReadOnlyList<AttributeType> Attributes,
    DateTimeOffset UserCreateDate,
    DateTimeOffset UserLastModifiedDate,
    bool Enabled,
    string UserStatus)
{
    /// <summary>The user with all attributes.</summary>
    internal static UserType Of(User user) => Of(user, user.AllAttributes());

    /// <summary>The user with some attributes.</summary>
    internal static UserType Of(User user, IReadOnlyList<AttributeType> attributes) =>
        new(user.Username, attributes, user.CreatedAt, user.ModifiedAt, user.Enabled, user.Status.ToString());
}
