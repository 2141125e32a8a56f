using HostedAuth.Core.UserPools;
using HostedAuth.Server.Theming;

namespace HostedAuth.Server.Pages.Fields;

/// <summary>The fields for a password.</summary>
internal static class PasswordField
{
    public const string Name = "password";

    private const int MaximumLength = 256;

    /// <summary>For the password one has.</summary>
    public static Field Current(Texts texts) => new(Name, texts["field.password"])
    {
        Type = "password",
        Autocomplete = "current-password",
        MaxLength = MaximumLength,
    };

    /// <summary>For a password one chooses by the pool's rules.</summary>
    public static Field New(PoolSnapshot pool, Texts texts, string labelKey) => new(Name, texts[labelKey])
    {
        Type = "password",
        Autocomplete = "new-password",
        MinLength = pool.PasswordRules.MinimumLength,
        MaxLength = MaximumLength,
        Hint = Describe(pool.PasswordRules, texts),
        PasswordRules = Spell(pool.PasswordRules),
    };

    private static string Describe(PasswordRules rules, Texts texts)
    {
        var classes = Classes(rules).Select(one => texts[$"password.rules.{one.Text}"]).ToList();
        var list = classes switch
        {
            [] => "",
            [var only] => only,
            [.. var most, var last] => texts["password.rules.and"]
                .Replace("{list}", string.Join(", ", most), StringComparison.Ordinal)
                .Replace("{last}", last, StringComparison.Ordinal),
        };
        return texts[list is "" ? "password.rules" : "password.rules.with", "length", rules.MinimumLength]
            .Replace("{classes}", list, StringComparison.Ordinal);
    }

    private static string Spell(PasswordRules rules) => string.Concat(
        Classes(rules).Select(one => $"required: {one.Rule}; ").Prepend($"minlength: {rules.MinimumLength}; ")).TrimEnd();

    private static IEnumerable<(string Text, string Rule)> Classes(PasswordRules rules)
    {
        (bool, string, string)[] all =
        [
            (rules.RequireUppercase, "uppercase", "upper"),
            (rules.RequireLowercase, "lowercase", "lower"),
            (rules.RequireNumbers, "number", "digit"),
            (rules.RequireSymbols, "symbol", "[-!@#$%^&*+=?]"),
        ];
        return all.Where(one => one.Item1).Select(one => (one.Item2, one.Item3));
    }
}
