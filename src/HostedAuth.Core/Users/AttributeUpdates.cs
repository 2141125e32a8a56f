using HostedAuth.Core.AppClients;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users.Codes;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users;

/// <summary>How the attributes of a user change, and how new addresses come to be proven.</summary>
public sealed class AttributeUpdates(
    HostedAuthDbContext context,
    PoolScope scope,
    UserDirectory directory,
    UserAttributes attributes,
    CodeDelivery delivery,
    AttemptLimits limits)
{
    private PoolSnapshot Pool => scope.Pool;

    /// <summary>
    /// Changes attributes. A new address is verified when an administrator's call says so; else a code goes to it where the
    /// pool verifies by itself, and where the pool wants verification before the update the old value stays until then.
    /// Refuses with UserNotFound, InvalidParameter, NotAuthorized, AliasExists; with TooManyRequests when the user, or the
    /// address, has had too many codes within the hour.
    /// </summary>
    /// <param name="client">The client that writes in the user's name; null for an administrator.</param>
    /// <param name="name">User name, sub or alias.</param>
    /// <param name="values">The new values; an empty one deletes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Where codes went.</returns>
    public async Task<IReadOnlyList<CodeDeliveryDetails>> UpdateAsync(
        ClientSnapshot? client,
        string name,
        IReadOnlyDictionary<string, string> values,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        attributes.CheckWrite(client, values, creating: false);
        IReadOnlyList<CodeDeliveryDetails> deliveries = [];
        var isCounted = client is null;
        await AliasRefusals.NameAsync(() => directory.ChangeAsync(
            name,
            async user =>
            {
                var proofs = ProofsOf(user, values);
                if (!isCounted && proofs.Proving.Count > 0)
                {
                    // Else one user could have the server write to any number of strangers, or ask whose addresses are taken.
                    await limits.CountGuessAsync(LimitedAct.UpdateUserAttributes, user.Id, cancellationToken);
                    // One act, however often others are quicker.
                    isCounted = true;
                }

                deliveries = await UpdateAsync(client, user, values, proofs, cancellationToken);
            },
            cancellationToken));
        return deliveries;
    }

    /// <summary>Deletes attributes. Refuses with UserNotFound, InvalidParameter, NotAuthorized.</summary>
    /// <inheritdoc cref="UpdateAsync(ClientSnapshot?, string, IReadOnlyDictionary{string, string}, CancellationToken)"/>
    /// <param name="client">The client that writes in the user's name; null for an administrator.</param>
    /// <param name="name">User name, sub or alias.</param>
    /// <param name="attributeNames">What goes; a name that stands there twice goes once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task DeleteAsync(
        ClientSnapshot? client,
        string name,
        IEnumerable<string> attributeNames,
        CancellationToken cancellationToken) =>
        UpdateAsync(client, name, attributeNames.Distinct().ToDictionary(one => one, _ => ""), cancellationToken);

    private async Task<IReadOnlyList<CodeDeliveryDetails>> UpdateAsync(
        ClientSnapshot? client,
        User user,
        IReadOnlyDictionary<string, string> values,
        (IReadOnlyList<string> Waiting, IReadOnlyList<string> Proving) proofs,
        CancellationToken cancellationToken)
    {
        var (waiting, proving) = proofs;
        await RefuseTakenNamesAsync(user, waiting, values, cancellationToken);
        // A flag that comes with a waiting address says nothing about the old one.
        var changes = values
            .Where(value => !waiting.Any(attribute => value.Key == attribute || value.Key == $"{attribute}_verified"))
            .ToDictionary(value => value.Key, value => (string?)value.Value);
        await directory.SetAttributesAsync(user, changes, cancellationToken);
        RefuseNameless(user);
        // A new code replaces the former one by itself.
        ForgetCodes(user, values.Keys.Except(proving));
        var deliveries = new List<CodeDeliveryDetails>();
        foreach (var attribute in proving)
        {
            deliveries.Add(await SendAsync(client, user, attribute, values[attribute], cancellationToken));
        }

        await directory.SaveAsync(cancellationToken);
        return deliveries;
    }

    /// <summary>The attributes whose new values wait until they are proven, and all that a code goes out for.</summary>
    private (IReadOnlyList<string> Waiting, IReadOnlyList<string> Proving) ProofsOf(
        User user,
        IReadOnlyDictionary<string, string> values)
    {
        var unproven = AttributeChanges.Verifiable.Where(attribute => IsUnproven(user, attribute, values)).ToList();
        var waiting = unproven.Where(Pool.AttributesVerifiedBeforeUpdate.Contains).ToList();
        return (waiting, [.. unproven.Where(one => waiting.Contains(one) || Pool.AutoVerifiedAttributes.Contains(one))]);
    }

    private async Task<CodeDeliveryDetails> SendAsync(
        ClientSnapshot? client,
        User user,
        string attribute,
        string address,
        CancellationToken cancellationToken)
    {
        try
        {
            return await delivery.SendAsync(
                client,
                user,
                AttributeVerification.PurposeOf(attribute),
                MessagePurpose.UpdateAttribute,
                attribute,
                address,
                cancellationToken);
        }
        catch (AuthException exception) when (exception.Error.Kind is ErrorKind.LimitExceeded)
        {
            // The operation knows no LimitExceededException.
            throw (AuthError.SignInCodesExceeded with { RetryAfter = exception.Error.RetryAfter }).AsException();
        }
    }

    /// <summary>A waiting address that is another user's name is refused at once; an alias only when it is proven.</summary>
    private async Task RefuseTakenNamesAsync(
        User user,
        IEnumerable<string> waiting,
        IReadOnlyDictionary<string, string> values,
        CancellationToken cancellationToken)
    {
        foreach (var attribute in waiting.Where(Pool.UsernameAttributes.Contains))
        {
            var name = directory.Normalize(values[attribute]);
            if (await context.UserIdentifiers.AsNoTracking()
                .AnyAsync(held => held.Value == name && held.UserId != user.Id, cancellationToken))
            {
                throw AuthError.AliasExists(attribute).AsException();
            }
        }
    }

    /// <summary>Where email and phone number stand for a user name, one of them must stay.</summary>
    private void RefuseNameless(User user)
    {
        if (Pool.UsernameAttributes.Count > 0 && !Pool.UsernameAttributes.Any(user.Attributes.ContainsKey))
        {
            throw AuthError.SchemaViolations(
                Pool.UsernameAttributes.Order().Select(attribute => $"{attribute}: The attribute is required")).AsException();
        }
    }

    /// <summary>A code for an address that the user has not, or no longer wants, proves nothing more.</summary>
    private void ForgetCodes(User user, IEnumerable<string> changed)
    {
        foreach (var attribute in changed.Where(AttributeChanges.Verifiable.Contains))
        {
            var (purpose, address) = (AttributeVerification.PurposeOf(attribute), user.Attributes.GetValueOrDefault(attribute));
            context.RunWithSave(cancellation => context.OneTimeCodes
                .Where(code => code.UserId == user.Id && code.Purpose == purpose && code.Destination != address)
                .ExecuteDeleteAsync(cancellation));
        }
    }

    private static bool IsUnproven(User user, string attribute, IReadOnlyDictionary<string, string> values) =>
        values.GetValueOrDefault(attribute) is { Length: > 0 } value
        && value != user.Attributes.GetValueOrDefault(attribute)
        && !"true".Equals(values.GetValueOrDefault($"{attribute}_verified"), StringComparison.OrdinalIgnoreCase);
}
