namespace HostedAuth.Core.Groups;

/// <summary>The order in which tokens tell groups.</summary>
internal static class GroupOrder
{
    /// <summary>Those without a precedence last, then by name.</summary>
    public static IReadOnlyList<Group> ByPrecedence(this List<Group> groups) => groups.Count < 2
        ? groups
        : [.. groups.OrderBy(group => group.Precedence ?? int.MaxValue).ThenBy(group => group.Name, StringComparer.Ordinal)];
}
