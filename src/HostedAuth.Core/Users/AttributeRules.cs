using System.Globalization;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.Users;

/// <summary>What a value must be to fit its attribute in the schema.</summary>
internal static class AttributeRules
{
    /// <summary>Of any attribute, in UTF-16 units.</summary>
    public const int MaxLength = 2048;

    /// <summary>What is wrong with the value: a line of the API's message; or null.</summary>
    public static string? Violation(SchemaAttribute attribute, string value) => Reason(attribute, value) is { } reason
        ? $"{attribute.Name}: {reason}"
        : null;

    private static string? Reason(SchemaAttribute attribute, string value) =>
        value.Contains('\0', StringComparison.Ordinal) ? "The value holds a character that is not allowed"
        : attribute.AttributeDataType switch
        {
            "Boolean" => AttributeFormats.IsBoolean(value) ? null : "Boolean attributes must be true or false",
            "DateTime" => AttributeFormats.IsDateTime(value) ? null : "DateTime attributes must be ISO 8601 or a Unix time",
            "Number" => NumberReason(attribute.NumberAttributeConstraints, value),
            _ => LengthReason(attribute.StringAttributeConstraints, value),
        };

    private static string? NumberReason(NumberAttributeConstraints? limits, string value)
    {
        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return "Number attributes must be numbers";
        }

        return Number(limits?.MinValue) is { } min && number < min ? $"Number attributes cannot be less than {limits!.MinValue}"
            : Number(limits?.MaxValue) is { } max && number > max ? $"Number attributes cannot be more than {limits!.MaxValue}"
            : null;
    }

    private static string? LengthReason(StringAttributeConstraints? limits, string value) =>
        Number(limits?.MinLength) is { } min && value.Length < min
            ? $"String attributes cannot have a length of less than {limits!.MinLength}"
        : Number(limits?.MaxLength) is { } max && value.Length > max
            ? $"String attributes cannot have a length of more than {limits!.MaxLength}"
        : null;

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
