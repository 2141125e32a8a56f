using HostedAuth.Core.Delivery;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.Users;

/// <summary>How the attributes of a user change, and how new addresses are proven.</summary>
public sealed class AttributeUpdates(
    PoolScope scope,
    UserDirectory directory,
    UserAttributes attributes,
    CodeDelivery delivery)
{
    private PoolSnapshot Pool => scope.Pool;

    /// <summary>
    /// Changes attributes in an administrator's name. A new address is verified when the call says so; else a code goes to
    /// it where the pool verifies by itself, and where the pool wants verification before the update the old value stays
    /// until then. Refuses with UserNotFound, InvalidParameter, AliasExists.
    /// </summary>
    /// <param name="name">User name, sub or alias.</param>
    /// <param name="values">The new values; an empty one deletes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task UpdateAsync(
        string name,
        IReadOnlyDictionary<string, string> values,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        attributes.CheckWrite(client: null, values, creating: false);
        try
        {
            await directory.ChangeAsync(name, user => UpdateAsync(user, values, cancellationToken), cancellationToken);
        }
        catch (AuthException exception) when (exception.Error.Kind == ErrorKind.UsernameExists)
        {
            // The names of a user who exists are aliases, also where one of them is the user name.
            throw (exception.Error with { Kind = ErrorKind.AliasExists }).AsException();
        }
    }

    private async Task UpdateAsync(
        User user,
        IReadOnlyDictionary<string, string> values,
        CancellationToken cancellationToken)
    {
        var unproven = AttributeChanges.Verifiable.Where(attribute => IsUnproven(user, attribute, values)).ToList();
        var waiting = unproven.Where(Pool.AttributesVerifiedBeforeUpdate.Contains).ToList();
        // A flag that comes with a waiting address says nothing about the old one.
        var changes = values
            .Where(value => !waiting.Exists(attribute => value.Key == attribute || value.Key == $"{attribute}_verified"))
            .ToDictionary(value => value.Key, value => (string?)value.Value);
        await directory.SetAttributesAsync(user, changes, cancellationToken);
        foreach (var attribute in unproven.Where(one => waiting.Contains(one) || Pool.AutoVerifiedAttributes.Contains(one)))
        {
            await delivery.SendAsync(
                client: null,
                user,
                attribute is "email" ? CodePurpose.VerifyEmail : CodePurpose.VerifyPhoneNumber,
                MessagePurpose.VerifyAttribute,
                attribute,
                values[attribute],
                cancellationToken);
        }

        await directory.SaveAsync(cancellationToken);
    }

    private static bool IsUnproven(User user, string attribute, IReadOnlyDictionary<string, string> values) =>
        values.GetValueOrDefault(attribute) is { Length: > 0 } value
        && value != user.Attributes.GetValueOrDefault(attribute)
        && !"true".Equals(values.GetValueOrDefault($"{attribute}_verified"), StringComparison.OrdinalIgnoreCase);
}
