namespace HostedAuth.Core.Users;

/// <summary>Cuts text without tearing a character.</summary>
internal static class Text
{
    /// <summary>At most so many UTF-16 units from the start, never half of a surrogate pair.</summary>
    public static string Start(string value, int length) =>
        value.Length <= length ? value : value[..(char.IsHighSurrogate(value[length - 1]) ? length - 1 : length)];
}
