using HostedAuth.Core.Errors;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations;

/// <summary>An attribute of a user on the wire. An absent value is an empty one.</summary>
public sealed record AttributeType(string Name, string? Value)
{
    /// <summary>Values are personal: a record that holds one must not print it.</summary>
    public override string ToString() => $"{Name}=***";
}

/// <summary>Lists of attributes as the core knows them.</summary>
internal static class AttributeTypes
{
    /// <summary>The attributes by name. Refuses with InvalidParameter a name that stands there twice.</summary>
    public static Dictionary<string, string> ByName(this IReadOnlyList<AttributeType>? attributes)
    {
        var values = new Dictionary<string, string>();
        foreach (var attribute in attributes ?? [])
        {
            if (!values.TryAdd(attribute.Name, attribute.Value ?? ""))
            {
                throw AuthError.InvalidParameter($"Duplicate attribute {attribute.Name}.").AsException();
            }
        }

        return values;
    }

    public static IReadOnlyList<AttributeType> ToWire(this IReadOnlyDictionary<string, string> attributes) =>
        [.. attributes.Select(attribute => new AttributeType(attribute.Key, attribute.Value))];

    /// <summary>All attributes of the user, the sub first: what an administrator sees.</summary>
    public static IReadOnlyList<AttributeType> AllAttributes(this User user) =>
        [new("sub", user.Id), .. user.Attributes.ToWire()];
}
