using HostedAuth.Core.Errors;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.SignUp;

/// <summary>What becomes of a sign-up with an address that has an account, where that is its owner's to know.</summary>
public sealed class TakenAddresses(
    PoolScope scope,
    UserDirectory directory,
    Passwords passwords,
    CodeDelivery delivery,
    AttemptLimits limits,
    AuthEvents events,
    TimeProvider time)
{
    /// <summary>
    /// Where <see cref="SignUps.RegisterAsync"/> found the address taken: does what is done for a new user, as far as the asker
    /// can tell by answer and time, and tells the owner by mail that there is an account already, a few times an hour at most.
    /// </summary>
    /// <returns>Where the code of a new user would have gone; null when a new user would get none.</returns>
    public async Task<CodeDeliveryDetails?> TellOwnerAsync(Registration registration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var pretended = PretendedUser.Of(
            scope.Pool,
            directory.Normalize(registration.Username),
            VerificationMedium.Preferred(scope.Pool),
            time.GetUtcNow());
        pretended.Attributes = registration.Attributes
            .Concat(pretended.Attributes).DistinctBy(pair => pair.Key).ToDictionary();
        if (registration.Password is { } password)
        {
            await passwords.SetAsync(pretended, password, temporary: false, cancellationToken);
        }

        if (VerificationMedium.Of(scope.Pool, pretended) is not { } attribute)
        {
            return null;
        }

        var owner = await FindOwnerAsync(registration.Username, attribute, cancellationToken);
        var details = await delivery.PretendSignUpAsync(registration.Client, pretended, attribute, owner, cancellationToken);
        events.RecordWithSave(
            new(AuthEventTypes.SignUp, pretended.Id, registration.Client.ClientId, AuthEventResponses.Pass));
        await delivery.SaveAsync(cancellationToken);
        return details;
    }

    /// <summary>Whom to tell; null when nobody is told: told often enough, or not by email.</summary>
    private async Task<User?> FindOwnerAsync(string username, string attribute, CancellationToken cancellationToken)
    {
        var owner = await directory.ReadAsync(username, cancellationToken);
        if (owner is null || attribute != "email" || !owner.Attributes.ContainsKey(attribute))
        {
            return null;
        }

        try
        {
            await limits.CountAsync(LimitedAct.TellAccountExists, owner.Id, cancellationToken);
            return owner;
        }
        catch (AuthException refusal) when (refusal.Error.Kind is ErrorKind.LimitExceeded)
        {
            return null;
        }
    }
}
