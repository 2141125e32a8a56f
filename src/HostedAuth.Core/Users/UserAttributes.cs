using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.Users;

/// <summary>The rules of the pool's attribute schema, and what a client may read and write.</summary>
public sealed class UserAttributes(PoolScope scope)
{
    /// <summary>
    /// Refuses with InvalidParameter what the schema does not allow, with NotAuthorized what the client may not write.
    /// </summary>
    /// <param name="client">The client that writes; null for an administrator.</param>
    /// <param name="values">The values written; an empty one deletes.</param>
    /// <param name="creating">True when the user is being made, when immutable attributes may be set.</param>
    public void CheckWrite(ClientSnapshot? client, IReadOnlyDictionary<string, string> values, bool creating)
    {
        ArgumentNullException.ThrowIfNull(values);
        RefuseUnknown(values);
        RefuseUnauthorized(client, values);
        RefuseImmutable(values, creating);
        RefuseMalformed(values, creating);
    }

    /// <summary>
    /// Refuses with InvalidParameter when attributes are missing that every user of the pool must have: asked of people who
    /// sign up, and of invited users at their first sign-in.
    /// </summary>
    public void CheckRequired(IReadOnlyDictionary<string, string> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var missing = scope.Pool.RequiredAttributes
            .Where(name => string.IsNullOrEmpty(attributes.GetValueOrDefault(name)))
            .ToList();
        if (missing.Count > 0)
        {
            throw AuthError.SchemaViolations(missing.Select(name => $"{name}: The attribute is required")).AsException();
        }
    }

    /// <summary>What the client may read of the user, with the <c>sub</c> that it knows them by first.</summary>
    public IReadOnlyDictionary<string, string> Readable(ClientSnapshot client, User user)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(user);
        var readable = new Dictionary<string, string> { ["sub"] = client.SubjectOf(user.Id) };
        foreach (var (name, value) in user.Attributes)
        {
            if (client.ReadableAttributes.Contains(name) && !IsDeveloperOnly(name))
            {
                readable[name] = value;
            }
        }

        return readable;
    }

    private bool IsDeveloperOnly(string name) =>
        scope.Pool.Attributes.GetValueOrDefault(name)?.DeveloperOnlyAttribute == true;

    private void RefuseUnknown(IReadOnlyDictionary<string, string> values)
    {
        var unknown = values.Keys.Where(name => !scope.Pool.Attributes.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
        {
            throw AuthError.InvalidAttributes(
                unknown.Select(name => $"user.{name}: Attribute does not exist in the schema.")).AsException();
        }
    }

    /// <summary>Flags of verification and developer attributes are the administrator's whatever the client's list says.</summary>
    private void RefuseUnauthorized(ClientSnapshot? client, IReadOnlyDictionary<string, string> values)
    {
        if (client is not null && values.Keys.Any(name =>
            name is "sub" or "email_verified" or "phone_number_verified"
            || IsDeveloperOnly(name)
            || !client.WritableAttributes.Contains(name)))
        {
            throw AuthError.UnauthorizedAttributeWrite.AsException();
        }
    }

    private void RefuseImmutable(IReadOnlyDictionary<string, string> values, bool creating)
    {
        var immutable = values.Keys
            .Where(name => name == "sub" || (!creating && scope.Pool.Attributes[name].Mutable == false))
            .ToList();
        if (immutable.Count > 0)
        {
            throw AuthError.InvalidAttributes(immutable.Select(name => $"user.{name}: Attribute cannot be updated."))
                .AsException();
        }
    }

    private void RefuseMalformed(IReadOnlyDictionary<string, string> values, bool creating)
    {
        if (values.GetValueOrDefault("email") is { Length: > 0 } email && !AttributeFormats.IsEmail(email))
        {
            throw AuthError.InvalidEmail.AsException();
        }

        if (values.GetValueOrDefault("phone_number") is { Length: > 0 } phone && !AttributeFormats.IsPhoneNumber(phone))
        {
            throw AuthError.InvalidPhoneNumber.AsException();
        }

        var tooLong = values.Where(value => value.Value.Length > AttributeRules.MaxLength).ToList();
        if (tooLong.Count > 0)
        {
            throw AuthError.InvalidAttributes(tooLong.Select(value =>
                $"user.{value.Key}: String attributes cannot have a length of more than {AttributeRules.MaxLength}"))
                .AsException();
        }

        // An empty value deletes, which is no value of the schema; but what every user must have can't go.
        var violations = values
            .Select(value => value.Value is not ""
                ? AttributeRules.Violation(scope.Pool.Attributes[value.Key], value.Value)
                : !creating && IsIndispensable(value.Key)
                    ? $"{value.Key}: The attribute is required"
                    : null)
            .OfType<string>()
            .ToList();
        if (violations.Count > 0)
        {
            throw AuthError.SchemaViolations(violations).AsException();
        }
    }

    /// <summary>Required by the schema, or the only thing that stands for a user name.</summary>
    private bool IsIndispensable(string name) =>
        scope.Pool.RequiredAttributes.Contains(name)
        || (scope.Pool.UsernameAttributes.Count == 1 && scope.Pool.UsernameAttributes.Contains(name));
}
