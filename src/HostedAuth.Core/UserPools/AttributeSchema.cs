using System.Globalization;
using HostedAuth.Core.Errors;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.UserPools;

/// <summary>The rules by which a pool gets its attributes: standard ones restated, custom ones added.</summary>
internal static class AttributeSchema
{
    public const int MaxCustomAttributes = 50;
    private const int MaxStringLength = 2048;

    /// <summary>The schema of a new pool. Refuses with InvalidParameter.</summary>
    public static IReadOnlyList<SchemaAttribute> ForNewPool(IReadOnlyList<SchemaAttribute>? given)
    {
        var standard = StandardAttributes.Schema.ToList();
        var custom = new List<SchemaAttribute>();
        foreach (var attribute in given ?? [])
        {
            var index = standard.FindIndex(known => known.Name == attribute.Name);
            if (index < 0)
            {
                custom.Add(attribute);
            }
            else
            {
                standard[index] = Restated(standard[index], attribute);
            }
        }

        return WithCustom(standard, custom);
    }

    /// <summary>The schema with custom attributes added. Refuses with InvalidParameter.</summary>
    public static IReadOnlyList<SchemaAttribute> WithCustom(
        IReadOnlyList<SchemaAttribute> schema,
        IReadOnlyList<SchemaAttribute> added)
    {
        var all = schema.ToList();
        foreach (var attribute in added.Select(Custom))
        {
            // custom:x and dev:custom:x would be one name to whoever writes it.
            var existing = all.Find(known => PlainName(known.Name!) == PlainName(attribute.Name!));
            if (existing is not null)
            {
                throw Invalid($"{attribute.Name}: Existing attribute already has name {existing.Name}.");
            }

            all.Add(attribute);
        }

        if (all.Count(attribute => !StandardAttributes.Contains(attribute.Name!)) > MaxCustomAttributes)
        {
            throw Invalid($"A user pool can have at most {MaxCustomAttributes} custom attributes.");
        }

        return all;
    }

    private static SchemaAttribute Restated(SchemaAttribute known, SchemaAttribute given)
    {
        if (given.DeveloperOnlyAttribute == true
            || (given.AttributeDataType is { } type && type != known.AttributeDataType))
        {
            throw Invalid(
                "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute "
                + known.Name);
        }

        if (known.Name == "sub")
        {
            return known;
        }

        CheckLimits(known.Name!, known.AttributeDataType!, given);
        return known with
        {
            Required = given.Required ?? known.Required,
            Mutable = given.Mutable ?? known.Mutable,
            StringAttributeConstraints = known.StringAttributeConstraints is null ? null : new()
            {
                MinLength = given.StringAttributeConstraints?.MinLength ?? known.StringAttributeConstraints.MinLength,
                MaxLength = given.StringAttributeConstraints?.MaxLength ?? known.StringAttributeConstraints.MaxLength,
            },
            NumberAttributeConstraints = given.NumberAttributeConstraints ?? known.NumberAttributeConstraints,
        };
    }

    private static SchemaAttribute Custom(SchemaAttribute given)
    {
        if (given.Required == true)
        {
            throw AuthError.RequiredCustomAttribute.AsException();
        }

        if (given.AttributeDataType is not { } type)
        {
            throw AuthError.InvalidAttributeDataType.AsException();
        }

        if (given.Name is not { } plain)
        {
            throw Invalid("The name of a custom attribute is missing.");
        }

        var isDeveloperOnly = given.DeveloperOnlyAttribute ?? false;
        var name = (isDeveloperOnly ? "dev:custom:" : "custom:") + plain;
        CheckLimits(name, type, given);
        return new()
        {
            Name = name,
            AttributeDataType = type,
            DeveloperOnlyAttribute = isDeveloperOnly,
            Mutable = given.Mutable ?? true,
            Required = false,
            StringAttributeConstraints = type == "String" ? given.StringAttributeConstraints ?? new() : null,
            NumberAttributeConstraints = type == "Number" ? given.NumberAttributeConstraints ?? new() : null,
        };
    }

    private static void CheckLimits(string name, string type, SchemaAttribute given)
    {
        if (type == "String" && given.StringAttributeConstraints is { } text)
        {
            var (min, max) = (Length(name, text.MinLength), Length(name, text.MaxLength));
            if (min > MaxStringLength || max > MaxStringLength)
            {
                throw Invalid($"user.{name}: String attributes cannot have a length of more than {MaxStringLength}");
            }

            if (max < min)
            {
                throw Invalid($"user.{name}: Max length cannot be less than min length.");
            }
        }

        if (type == "Number" && given.NumberAttributeConstraints is { } number
            && Number(name, number.MaxValue) < Number(name, number.MinValue))
        {
            throw Invalid($"user.{name}: Max value cannot be less than min value.");
        }
    }

    private static int? Length(string name, string? text) => text is null
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw Invalid($"user.{name}: Lengths must be whole numbers.");

    private static decimal? Number(string name, string? text) => text is null
        ? null
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid($"user.{name}: Limits must be numbers.");

    private static string PlainName(string name) => name.StartsWith("dev:", StringComparison.Ordinal) ? name[4..] : name;

    private static AuthException Invalid(string message) => AuthError.InvalidParameter(message).AsException();
}
