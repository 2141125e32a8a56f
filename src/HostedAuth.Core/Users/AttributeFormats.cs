using System.Globalization;
using System.Text.RegularExpressions;

namespace HostedAuth.Core.Users;

/// <summary>What attribute values look like.</summary>
public static partial class AttributeFormats
{
    /// <summary>
    /// A syntax check only: one @ between a local part and a domain, nothing that could end a header or an address.
    /// </summary>
    public static bool IsEmail(string value) => EmailPattern().IsMatch(value);

    /// <summary>E.164: a plus and at most 15 digits.</summary>
    public static bool IsPhoneNumber(string value) => PhonePattern().IsMatch(value);

    public static bool IsBoolean(string value) =>
        value.Equals("true", StringComparison.OrdinalIgnoreCase) || value.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>ISO 8601, or seconds since 1970.</summary>
    public static bool IsDateTime(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        || DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);

    [GeneratedRegex(@"\A[^\s@\p{C}<>()\[\],;:""\\]+@[^\s@\p{C}<>()\[\],;:""\\.]+(\.[^\s@\p{C}<>()\[\],;:""\\.]+)*\z")]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"\A\+[0-9]{2,15}\z")]
    private static partial Regex PhonePattern();
}
