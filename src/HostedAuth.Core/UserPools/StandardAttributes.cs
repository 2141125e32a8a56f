using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.UserPools;

/// <summary>The attributes that every pool has (OpenID Connect Core, section 5.1), in the order of the API.</summary>
public static class StandardAttributes
{
    private const string MaxLength = "2048";

    /// <summary>The 20 attributes with their limits, which travel as text.</summary>
    public static IReadOnlyList<SchemaAttribute> Schema { get; } =
    [
        Text("sub", "1", MaxLength) with { Required = true, Mutable = false },
        Text("name"),
        Text("given_name"),
        Text("family_name"),
        Text("middle_name"),
        Text("nickname"),
        Text("preferred_username"),
        Text("profile"),
        Text("picture"),
        Text("website"),
        Text("email"),
        Plain("email_verified", "Boolean"),
        Text("gender"),
        Text("birthdate", "10", "10"),
        Text("zoneinfo"),
        Text("locale"),
        Text("phone_number"),
        Plain("phone_number_verified", "Boolean"),
        Text("address"),
        Plain("updated_at", "Number") with { NumberAttributeConstraints = new() { MinValue = "0" } },
    ];

    /// <summary>Kept by the pool for federated users; no member of the schema.</summary>
    public const string Identities = "identities";

    /// <summary>What a client reads that names no attributes.</summary>
    public static IReadOnlyList<string> Readable { get; } = [.. Schema.Select(attribute => attribute.Name!), Identities];

    /// <summary>
    /// What a client writes that names no attributes: all but <c>sub</c> and the flags that only administrators set.
    /// </summary>
    public static IReadOnlyList<string> Writable { get; } =
        [.. Schema.Select(attribute => attribute.Name!).Where(name => name is not ("sub" or "email_verified" or "phone_number_verified"))];

    /// <summary>True for the name of a standard attribute.</summary>
    public static bool Contains(string name) => Schema.Any(attribute => attribute.Name == name);

    private static SchemaAttribute Text(string name, string minLength = "0", string maxLength = MaxLength) =>
        Plain(name, "String") with
        {
            StringAttributeConstraints = new() { MinLength = minLength, MaxLength = maxLength },
        };

    private static SchemaAttribute Plain(string name, string type) => new()
    {
        Name = name,
        AttributeDataType = type,
        DeveloperOnlyAttribute = false,
        Mutable = true,
        Required = false,
    };
}
