using HostedAuth.Core.AppClients;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users.Codes;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users;

/// <summary>How a signed-in user proves an address: the one they have, or the one that waits to become theirs.</summary>
public sealed class AttributeVerification(
    HostedAuthDbContext context,
    PoolScope scope,
    UserDirectory directory,
    OneTimeCodes codes,
    CodeDelivery delivery,
    AttemptLimits limits,
    TimeProvider time)
{
    /// <summary>
    /// Sends a code to the address that waits, else to the one that the user has. Refuses with InvalidParameter,
    /// LimitExceeded.
    /// </summary>
    /// <param name="client">The client that asks in the user's name.</param>
    /// <param name="user">The user.</param>
    /// <param name="attribute">email or phone_number.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<CodeDeliveryDetails> SendCodeAsync(
        ClientSnapshot client,
        User user,
        string attribute,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        RefuseUnverifiable(attribute);
        await limits.CountAsync(LimitedAct.GetUserAttributeVerificationCode, user.Id, cancellationToken);
        var address = await WaitingAsync(user, attribute, cancellationToken)
            ?? user.Attributes.GetValueOrDefault(attribute)
            ?? throw AuthError.NothingToVerify(attribute).AsException();
        var details = await delivery.SendAsync(
            client,
            user,
            PurposeOf(attribute),
            MessagePurpose.VerifyAttribute,
            attribute,
            address,
            cancellationToken);
        await delivery.SaveAsync(cancellationToken);
        return details;
    }

    /// <summary>
    /// Proves the address by its code; one that waited becomes the user's. Refuses with CodeMismatch, ExpiredCode,
    /// AliasExists, InvalidParameter, LimitExceeded.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="attribute">email or phone_number.</param>
    /// <param name="code">As it was sent.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task VerifyAsync(User user, string attribute, Secret code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        RefuseUnverifiable(attribute);
        await limits.CountAsync(LimitedAct.VerifyUserAttribute, user.Id, cancellationToken);
        var proof = await codes.CheckAsync(user.Id, PurposeOf(attribute), code, cancellationToken);
        await AliasRefusals.NameAsync(() => directory.ChangeAsync(
            user.Id,
            one => context.InTransactionAsync(() => TakeAsync(one, proof, cancellationToken), cancellationToken),
            cancellationToken));
    }

    /// <summary>The purpose of the codes that prove the attribute.</summary>
    /// <param name="attribute">email or phone_number.</param>
    internal static CodePurpose PurposeOf(string attribute) =>
        attribute is "email" ? CodePurpose.VerifyEmail : CodePurpose.VerifyPhoneNumber;

    private async Task TakeAsync(User user, OneTimeCode proof, CancellationToken cancellationToken)
    {
        // Only where addresses wait may a code bring a value that the user has not.
        if (proof.Destination != user.Attributes.GetValueOrDefault(proof.Attribute)
            && !scope.Pool.AttributesVerifiedBeforeUpdate.Contains(proof.Attribute))
        {
            throw AuthError.ExpiredCode.AsException();
        }

        await codes.ConsumeAsync(proof, cancellationToken);
        await directory.SetAttributesAsync(
            user,
            new Dictionary<string, string?>
            {
                [proof.Attribute] = proof.Destination,
                [$"{proof.Attribute}_verified"] = "true",
            },
            cancellationToken);
        await directory.SaveAsync(cancellationToken);
    }

    /// <summary>The address that waits for its code; a code that is spent or too old keeps none.</summary>
    private async Task<string?> WaitingAsync(User user, string attribute, CancellationToken cancellationToken)
    {
        if (!scope.Pool.AttributesVerifiedBeforeUpdate.Contains(attribute))
        {
            return null;
        }

        var (purpose, now) = (PurposeOf(attribute), time.GetUtcNow());
        return await context.OneTimeCodes.AsNoTracking()
            .Where(code => code.UserId == user.Id && code.Purpose == purpose)
            .Where(code => code.SpentAt == null && code.ExpiresAt > now)
            .Select(code => code.Destination)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static void RefuseUnverifiable(string attribute)
    {
        if (!AttributeChanges.Verifiable.Contains(attribute))
        {
            throw AuthError.NotVerifiable(attribute).AsException();
        }
    }
}
