namespace HostedAuth.Core.Users;

/// <summary>The attributes that ListUsers' filter searches; each has a row of its own beside the user.</summary>
internal static class SearchableAttributes
{
    /// <summary>
    /// How much of a value is kept. A filter has at most 256 characters, its name and quotes among them, so that a longer
    /// value never equals what is asked for and its beginning decides every prefix.
    /// </summary>
    public const int KeptLength = 256;

    public static IReadOnlyList<string> Names { get; } =
        ["email", "phone_number", "name", "given_name", "family_name", "preferred_username"];

    public static IEnumerable<UserSearchValue> Of(User user) =>
        Names.Where(user.Attributes.ContainsKey).Select(name => new UserSearchValue
        {
            PoolId = user.PoolId,
            Name = name,
            Value = Text.Start(user.Attributes[name], KeptLength),
            UserId = user.Id,
        });
}
