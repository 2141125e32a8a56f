using HostedAuth.Core.AppClients;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Triggers;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.SignUp;

/// <summary>How people become users by themselves.</summary>
public sealed class SignUps(
    PoolScope scope,
    UserDirectory directory,
    UserAttributes attributes,
    Passwords passwords,
    CodeDelivery delivery,
    HostedAuthDbContext context,
    AuthEvents events,
    AttemptLimits limits,
    Triggers.Triggers triggers)
{
    private PoolSnapshot Pool => scope.Pool;

    /// <summary>
    /// Makes an unconfirmed user and sends the code, where the pool verifies an address that was given; else an
    /// administrator must confirm. Refuses with SignUpNotPermitted, UsernameExists, InvalidParameter, InvalidPassword,
    /// UnauthorizedAttributeWrite, and as triggers do; what PostConfirmation refuses leaves the user made.
    /// </summary>
    public async Task<Registered> RegisterAsync(Registration registration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        if (Pool.AdminCreatesUsersOnly)
        {
            throw AuthError.SignUpNotPermitted.AsException();
        }

        await limits.CountFromAddressAsync(LimitedAct.SignUpFromAddress, cancellationToken);
        var nameAttribute = UserNames.AttributeOf(Pool, registration.Username);
        CheckAttributes(registration);
        CheckPassword(registration.Password);
        var user = directory.Create(registration.Username, registration.Attributes, UserStatus.UNCONFIRMED);
        attributes.CheckRequired(user.Attributes);
        // Asked whether the name is free or not: what the trigger says must not tell.
        await AskTriggerAsync(registration.Client, user, cancellationToken);
        await RefuseTakenAsync(registration.Username, nameAttribute, cancellationToken);
        if (registration.Password is { } password)
        {
            await passwords.SetAsync(user, password, temporary: false, cancellationToken);
        }

        var isConfirmed = user.Status == UserStatus.CONFIRMED;
        var details = !isConfirmed && VerificationMedium.Of(Pool, user) is { } attribute
            ? await delivery.SendAsync(
                registration.Client, user, CodePurpose.ConfirmSignUp, MessagePurpose.SignUp, attribute, cancellationToken)
            : null;
        events.RecordWithSave(
            new(AuthEventTypes.SignUp, user.Id, registration.Client.ClientId, AuthEventResponses.Pass));
        await directory.SaveAsync(cancellationToken);
        if (isConfirmed)
        {
            await triggers.PostConfirmationAsync(registration.Client, user, cancellationToken);
        }

        return new(user.Id, user.Username, isConfirmed, details)
        {
            SecurityStamp = user.SecurityStamp,
            HasPassword = registration.Password is not null,
        };
    }

    /// <summary>The unique key decides in the end; asking first spares a hash.</summary>
    private async Task RefuseTakenAsync(string username, string? nameAttribute, CancellationToken cancellationToken)
    {
        if (await directory.ReadAsync(username, cancellationToken) is not null)
        {
            context.Discard();
            throw (nameAttribute is null ? AuthError.UsernameExists : AuthError.AttributeAccountExists(nameAttribute))
                .AsException();
        }
    }

    /// <summary>PreSignUp may refuse the user, confirm them, and call their addresses proven.</summary>
    private async Task AskTriggerAsync(ClientSnapshot client, User user, CancellationToken cancellationToken)
    {
        PreSignUpAnswer? answer;
        try
        {
            answer = await triggers.PreSignUpAsync(client, user, cancellationToken);
        }
        catch
        {
            // Nothing of a refused user may be saved by whoever saves next.
            context.Discard();
            throw;
        }

        if (answer is null)
        {
            return;
        }

        user.Status = answer.ConfirmsUser ? UserStatus.CONFIRMED : user.Status;
        var proven = new Dictionary<string, string?>();
        if (answer.VerifiesEmail && user.Attributes.ContainsKey("email"))
        {
            proven["email_verified"] = "true";
        }

        if (answer.VerifiesPhone && user.Attributes.ContainsKey("phone_number"))
        {
            proven["phone_number_verified"] = "true";
        }

        if (proven.Count > 0)
        {
            await directory.SetAttributesAsync(user, proven, cancellationToken);
        }
    }

    private void CheckAttributes(Registration registration)
    {
        attributes.CheckWrite(registration.Client, registration.Attributes, creating: true);
        if (Pool.AliasAttributes.Contains("preferred_username")
            && registration.Attributes.ContainsKey("preferred_username"))
        {
            throw AuthError.PreferredUsernameBeforeConfirmation.AsException();
        }
    }

    private void CheckPassword(Secret? password)
    {
        if (password is { } given)
        {
            passwords.CheckPolicy(given);
            return;
        }

        if (!Pool.CanJoinWithoutPassword)
        {
            throw AuthError.PasswordMissing.AsException();
        }
    }
}
