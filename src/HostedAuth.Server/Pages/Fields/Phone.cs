namespace HostedAuth.Server.Pages.Fields;

/// <summary>Phone numbers as people write them.</summary>
internal static class Phone
{
    private const string Ornaments = " ()-./\u00a0\u2011";

    /// <summary>Without the ornaments: <c>+1 (206) 555-0100</c> is <c>+12065550100</c>.</summary>
    public static string Compact(string typed) => string.Concat(typed.Where(c => !Ornaments.Contains(c)));
}
