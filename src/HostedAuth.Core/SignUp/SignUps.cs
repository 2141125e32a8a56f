using HostedAuth.Core.Delivery;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
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
    CodeDelivery delivery)
{
    private PoolSnapshot Pool => scope.Pool;

    /// <summary>
    /// Makes an unconfirmed user and sends the code, where the pool verifies an address that was given; else an
    /// administrator must confirm. Refuses with SignUpNotPermitted, UsernameExists, InvalidParameter, InvalidPassword,
    /// UnauthorizedAttributeWrite.
    /// </summary>
    public async Task<Registered> RegisterAsync(Registration registration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        if (Pool.AdminCreatesUsersOnly)
        {
            throw AuthError.SignUpNotPermitted.AsException();
        }

        var nameAttribute = UserNames.AttributeOf(Pool, registration.Username);
        CheckAttributes(registration);
        CheckPassword(registration.Password);
        if (await directory.ReadAsync(registration.Username, cancellationToken) is not null)
        {
            // The unique key decides in the end; asking first spares a hash.
            throw (nameAttribute is null ? AuthError.UsernameExists : AuthError.AttributeAccountExists(nameAttribute))
                .AsException();
        }

        var user = directory.Create(registration.Username, registration.Attributes, UserStatus.UNCONFIRMED);
        attributes.CheckRequired(user.Attributes);
        if (registration.Password is { } password)
        {
            await passwords.SetAsync(user, password, temporary: false, cancellationToken);
        }

        var details = VerificationMedium.Of(Pool, user) is { } attribute
            ? await delivery.SendAsync(
                registration.Client, user, CodePurpose.ConfirmSignUp, MessagePurpose.SignUp, attribute, cancellationToken)
            : null;
        await directory.SaveAsync(cancellationToken);
        return new(user.Id, user.Username, IsConfirmed: false, details);
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

        var firstFactors = Pool.Settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? [];
        if (!firstFactors.Any(factor => factor != "PASSWORD"))
        {
            throw AuthError.PasswordMissing.AsException();
        }
    }
}
