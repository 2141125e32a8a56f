using System.Collections.Frozen;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;
using HostedAuth.Server.Theming;

namespace HostedAuth.Server.Pages.Fields;

/// <summary>Fields for attributes of the pool's schema.</summary>
internal static class AttributeFields
{
    private const int MaximumLength = 2048;

    // In the order in which people are used to being asked; what isn't here comes after it, in the schema's order.
    private static readonly string[] Order =
        ["email", "phone_number", "name", "given_name", "middle_name", "family_name", "nickname", "birthdate"];

    private static readonly FrozenDictionary<string, (string Type, string? Autocomplete)> Inputs =
        new Dictionary<string, (string, string?)>
        {
            ["address"] = ("text", "street-address"),
            ["birthdate"] = ("date", "bday"),
            ["email"] = ("email", "email"),
            ["family_name"] = ("text", "family-name"),
            ["gender"] = ("text", "sex"),
            ["given_name"] = ("text", "given-name"),
            ["locale"] = ("text", "language"),
            ["middle_name"] = ("text", "additional-name"),
            ["name"] = ("text", "name"),
            ["nickname"] = ("text", "nickname"),
            ["phone_number"] = ("tel", "tel"),
            ["picture"] = ("url", "photo"),
            ["profile"] = ("url", null),
            ["website"] = ("url", "url"),
        }.ToFrozenDictionary();

    /// <summary>
    /// What a person is asked for at sign-up: the attributes that are required, and those that serve for signing in or
    /// get a code, as far as the client may write them. What stands for the user name is asked for as that.
    /// </summary>
    public static IReadOnlyList<string> AtSignUp(PoolSnapshot pool, ClientSnapshot client)
    {
        var addresses = pool.AliasAttributes.Concat(pool.AutoVerifiedAttributes).Where(name => name is "email" or "phone_number");
        var asked = pool.RequiredAttributes.Concat(addresses).Distinct()
            .Where(client.WritableAttributes.Contains)
            .Where(name => !pool.UsernameAttributes.Contains(name) || IsBeside(pool, name));
        return [.. InOrder(asked)];
    }

    /// <summary>In the order in which people are used to being asked.</summary>
    public static IEnumerable<string> InOrder(IEnumerable<string> names) => names.OrderBy(Position);

    /// <summary>The field of an attribute.</summary>
    public static Field Create(PoolSnapshot pool, Texts texts, string name, string? value)
    {
        var (type, autocomplete) = Inputs.GetValueOrDefault(name, ("text", null));
        var schema = pool.Attributes.GetValueOrDefault(name);
        return new Field(name, Label(texts, name))
        {
            Type = type,
            Value = value,
            Autocomplete = autocomplete,
            InputMode = schema?.AttributeDataType == "Number" ? "numeric" : null,
            // Where two kinds of address may stand for the name, one of them was given already; the core knows if it will do.
            Required = pool.RequiredAttributes.Contains(name) && !pool.UsernameAttributes.Contains(name),
            // A date has no length; browsers would complain of the attribute.
            MaxLength = type == "date" ? null : LongestOf(schema),
            Hint = name == "phone_number" ? texts["field.phone.hint"] : null,
            Verbatim = type is "email" or "tel" or "url",
        };
    }

    /// <summary>The values of a posted form for these attributes and no other.</summary>
    public static Dictionary<string, string> Read(IFormCollection form, IEnumerable<string> names) =>
        names.Select(name => (name, value: Clean(name, form[name].ToString()))).Where(pair => pair.value is not "")
            .ToDictionary(pair => pair.name, pair => pair.value);

    /// <summary>What people call it: the theme's word, else the name itself without its prefix.</summary>
    public static string Label(Texts texts, string name) =>
        texts.Find($"attribute.{name}") ?? name.Split(':')[^1].Replace('_', ' ');

    private static string Clean(string name, string value) =>
        name == "phone_number" ? Phone.Compact(value) : value.Trim();

    /// <summary>Where email and phone both may stand for the name, a required one is still asked for.</summary>
    private static bool IsBeside(PoolSnapshot pool, string name) =>
        pool.UsernameAttributes.Count > 1 && pool.RequiredAttributes.Contains(name);

    private static int LongestOf(SchemaAttribute? schema) =>
        int.TryParse(schema?.StringAttributeConstraints?.MaxLength, out var longest) ? longest : MaximumLength;

    private static int Position(string name) => Array.IndexOf(Order, name) is >= 0 and var position ? position : Order.Length;
}
