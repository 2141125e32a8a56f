namespace HostedAuth.Core.Users;

/// <summary>How a change of attributes turns the old ones into the new ones.</summary>
internal static class AttributeChanges
{
    /// <summary>The attributes that have a flag <c>…_verified</c> beside them.</summary>
    public static IReadOnlyList<string> Verifiable { get; } = ["email", "phone_number"];

    /// <summary>
    /// The attributes after the change; null or empty deletes. A new email or phone number is unverified, and a deleted one
    /// has no flag, unless the flag comes with it.
    /// </summary>
    public static Dictionary<string, string> Apply(
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string?> changes)
    {
        var after = new Dictionary<string, string>(before);
        foreach (var attribute in Verifiable)
        {
            var flag = $"{attribute}_verified";
            if (changes.TryGetValue(attribute, out var value) && (value ?? "") != before.GetValueOrDefault(attribute, ""))
            {
                Set(after, flag, string.IsNullOrEmpty(value) || !before.ContainsKey(attribute) ? null : "false");
            }
        }

        foreach (var (name, value) in changes)
        {
            var isFlag = name is "email_verified" or "phone_number_verified";
            Set(after, name, isFlag ? value?.ToLowerInvariant() : value);
        }

        return after;
    }

    private static void Set(Dictionary<string, string> attributes, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            attributes.Remove(name);
        }
        else
        {
            attributes[name] = value;
        }
    }
}
