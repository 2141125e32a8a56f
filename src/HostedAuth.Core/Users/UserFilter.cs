using System.Text;
using HostedAuth.Core.Errors;

namespace HostedAuth.Core.Users;

/// <summary>The filter of ListUsers: one condition, <c>attribute = "value"</c> or <c>attribute ^= "prefix"</c>.</summary>
/// <param name="Attribute">One of <see cref="Attributes"/>.</param>
/// <param name="IsPrefix">True for <c>^=</c>.</param>
/// <param name="Value">Unescaped.</param>
public sealed record UserFilter(string Attribute, bool IsPrefix, string Value)
{
    /// <summary>What can be searched.</summary>
    public static IReadOnlyList<string> Attributes { get; } =
        ["username", "sub", "status", "cognito:user_status", .. SearchableAttributes.Names];

    /// <summary>Reads a filter; null for an empty one, which means all users.</summary>
    /// <exception cref="AuthException">InvalidParameter: it does not follow the grammar, or names another attribute.</exception>
    public static UserFilter? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var rest = text.AsSpan().Trim();
        var attribute = ReadAttribute(ref rest);
        var isPrefix = ReadOperator(ref rest);
        var value = ReadValue(rest);
        return Attributes.Contains(attribute)
            ? new UserFilter(attribute, isPrefix, value)
            : throw AuthError.InvalidSearchAttribute(attribute).AsException();
    }

    private static string ReadAttribute(ref ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] is '_' or ':' or '-' or '.'))
        {
            length++;
        }

        if (length == 0)
        {
            throw AuthError.InvalidFilter.AsException();
        }

        var attribute = rest[..length].ToString();
        rest = rest[length..].TrimStart();
        return attribute;
    }

    private static bool ReadOperator(ref ReadOnlySpan<char> rest)
    {
        var isPrefix = rest.StartsWith("^=");
        if (!isPrefix && !rest.StartsWith("="))
        {
            throw AuthError.InvalidFilter.AsException();
        }

        rest = rest[(isPrefix ? 2 : 1)..].TrimStart();
        return isPrefix;
    }

    /// <summary>A quoted string that ends the filter; a backslash makes a quote or a backslash part of it.</summary>
    private static string ReadValue(ReadOnlySpan<char> rest)
    {
        if (rest is not ['"', .. var quoted])
        {
            throw AuthError.InvalidFilter.AsException();
        }

        var value = new StringBuilder();
        for (var i = 0; i < quoted.Length; i++)
        {
            switch (quoted[i])
            {
                case '"':
                    return i == quoted.Length - 1 ? value.ToString() : throw AuthError.InvalidFilter.AsException();
                case '\\' when i + 1 < quoted.Length && quoted[i + 1] is '"' or '\\':
                    value.Append(quoted[++i]);
                    break;
                case '\0':
                    // No stored value has it, and PostgreSQL refuses to be asked.
                    throw AuthError.InvalidFilter.AsException();
                default:
                    value.Append(quoted[i]);
                    break;
            }
        }

        throw AuthError.InvalidFilter.AsException();
    }
}
