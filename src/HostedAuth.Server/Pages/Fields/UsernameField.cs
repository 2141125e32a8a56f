using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Server.Theming;

namespace HostedAuth.Server.Pages.Fields;

/// <summary>The field for what a person is known by, as the pool has it.</summary>
internal static class UsernameField
{
    public const string Name = "username";

    private const int MaximumLength = 128;

    /// <summary>For signing in: user name, or any alias.</summary>
    public static Field ForSignIn(PoolSnapshot pool, Texts texts, string? value) =>
        Create(pool, texts[SignInLabel(pool)], value) with { Autocomplete = "username webauthn" };

    /// <summary>Shown where it is known already, so that password managers keep the pair.</summary>
    public static Field Known(PoolSnapshot pool, Texts texts, string? value) =>
        Create(pool, texts["field.account"], value) with { Type = "text", ReadOnly = true };

    /// <summary>For signing up: a user name of one's own, or the address that stands for one.</summary>
    public static Field ForSignUp(PoolSnapshot pool, Texts texts, string? value) =>
        Create(pool, texts[pool.UsernameAttributes.Count > 0 ? SignInLabel(pool) : "field.username"], value) with
        {
            Hint = IsPhoneOnly(pool) ? texts["field.phone.hint"] : null,
        };

    /// <summary>What a person signs in by.</summary>
    public static string NameOf(PoolSnapshot pool, User user) => pool.UsernameAttributes
        .Select(name => user.Attributes.GetValueOrDefault(name))
        .FirstOrDefault(value => value is not null) ?? user.Username;

    /// <summary>What was typed, as the core knows it: a phone number without the spaces that people write.</summary>
    public static string Read(PoolSnapshot pool, string? typed) =>
        IsPhoneOnly(pool) ? Phone.Compact(typed ?? "") : (typed ?? "").Trim();

    /// <summary>The key of the sentence that name or password are wrong.</summary>
    public static string WrongText(PoolSnapshot pool) => pool.UsernameAttributes switch
    {
        { Count: 1 } only when only.Contains("email") => "errors.signin.email",
        { Count: 1 } => "errors.signin.phone",
        _ => "errors.signin",
    };

    private static Field Create(PoolSnapshot pool, string label, string? value) => new(Name, label)
    {
        Type = pool.UsernameAttributes switch
        {
            { Count: 1 } only when only.Contains("email") => "email",
            { Count: 1 } => "tel",
            _ => "text",
        },
        Value = value,
        Autocomplete = "username",
        MaxLength = MaximumLength,
        Verbatim = true,
    };

    private static string SignInLabel(PoolSnapshot pool)
    {
        var names = pool.UsernameAttributes.Count > 0 ? pool.UsernameAttributes : pool.AliasAttributes;
        return (pool.UsernameAttributes.Count > 0, names.Contains("email"), names.Contains("phone_number")) switch
        {
            (true, true, true) => "field.emailOrPhone",
            (true, true, false) => "field.email",
            (true, false, _) => "field.phone",
            (false, true, true) => "field.usernameOrEmailOrPhone",
            (false, true, false) => "field.usernameOrEmail",
            (false, false, true) => "field.usernameOrPhone",
            _ => "field.username",
        };
    }

    private static bool IsPhoneOnly(PoolSnapshot pool) =>
        pool.UsernameAttributes is { Count: 1 } only && only.Contains("phone_number");
}
