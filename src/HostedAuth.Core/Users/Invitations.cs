using HostedAuth.Core.Delivery;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Users;

/// <summary>How administrators make users: with a temporary password that a message brings.</summary>
public sealed class Invitations(
    PoolScope scope,
    HostedAuthDbContext context,
    UserDirectory directory,
    UserAttributes attributes,
    Passwords passwords,
    UserMessages messages,
    MessageGate gate,
    Outbox outbox,
    Triggers.Triggers triggers)
{
    private static readonly (string Medium, string Attribute, string Channel)[] Mediums =
        [("SMS", "phone_number", Channels.Sms), ("EMAIL", "email", Channels.Email)];

    private PoolSnapshot Pool => scope.Pool;

    /// <summary>
    /// Makes a user who must change the password at the first sign-in; a confirmed one without a password where the pool
    /// offers that and an address is verified. Refuses with UsernameExists, AliasExists, InvalidParameter, InvalidPassword.
    /// </summary>
    public async Task<User> CreateAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        attributes.CheckWrite(client: null, invitation.Attributes, creating: true);
        var user = directory.Create(invitation.Username, invitation.Attributes, UserStatus.FORCE_CHANGE_PASSWORD);
        await RefuseTakenNameAsync(invitation.Username, cancellationToken);
        await triggers.PreSignUpByAdministratorAsync(user, cancellationToken);
        if (invitation.TemporaryPassword is null && SignsInWithoutPassword(user))
        {
            user.Status = UserStatus.CONFIRMED;
        }
        else
        {
            await SetPasswordAsync(user, invitation, cancellationToken);
        }

        if (invitation.ForcesAlias)
        {
            await directory.TakeAliasesAsync(user, cancellationToken);
        }

        try
        {
            await directory.SaveAsync(cancellationToken);
        }
        catch (AuthException exception) when (exception.Error == AuthError.UsernameExists)
        {
            throw AuthError.UserAccountExists.AsException();
        }

        return user;
    }

    /// <summary>
    /// Sends a new temporary password to a user who has not signed in yet. Refuses with UserNotFound, UnsupportedUserState,
    /// InvalidPassword.
    /// </summary>
    public async Task<User> ResendAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invitation);
        User? invited = null;
        await directory.ChangeAsync(
            invitation.Username,
            async user =>
            {
                if (user.Status != UserStatus.FORCE_CHANGE_PASSWORD)
                {
                    throw AuthError.ResendNotPossible(user.Username).AsException();
                }

                await SetPasswordAsync(user, invitation, cancellationToken);
                await passwords.SaveAsync(user, exceptTokenSessionId: null, cancellationToken);
                invited = user;
            },
            cancellationToken);
        return invited!;
    }

    private async Task SetPasswordAsync(User user, Invitation invitation, CancellationToken cancellationToken)
    {
        var password = invitation.TemporaryPassword ?? passwords.GenerateTemporary();
        await passwords.SetAsync(user, password, temporary: true, cancellationToken);
        if (invitation.SendsMessage)
        {
            await SendAsync(user, password, invitation.Mediums, cancellationToken);
        }
    }

    private async Task SendAsync(
        User user,
        Secret password,
        IReadOnlyList<string>? wanted,
        CancellationToken cancellationToken)
    {
        var reachable = Mediums.Where(medium => user.Attributes.ContainsKey(medium.Attribute)).ToList();
        var chosen = reachable.Where(medium => (wanted ?? ["SMS"]).Contains(medium.Medium)).ToList();
        // Who named no medium and gave no number meant email; AWS then sends nothing.
        var used = chosen is [] && wanted is null && !Pool.IsStrict ? reachable : chosen;
        var custom = used is []
            ? null
            : await triggers.CustomMessageAsync(client: null, user, MessagePurpose.Invitation, cancellationToken);
        foreach (var (_, attribute, channel) in used)
        {
            gate.RequireSender(channel);
            var destination = user.Attributes[attribute];
            outbox.Add(
                context,
                messages.Write(Pool, client: null, user, MessagePurpose.Invitation, channel, destination, password, custom));
        }
    }

    private bool SignsInWithoutPassword(User user)
    {
        var factors = Pool.Settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? [];
        return (factors.Contains(SecondFactors.Email) && user.HasVerified("email"))
            || (factors.Contains(SmsOtp.ChallengeName) && user.HasVerified("phone_number"));
    }

    /// <summary>The unique key decides in the end; asking first spares a hash.</summary>
    private async Task RefuseTakenNameAsync(string username, CancellationToken cancellationToken)
    {
        if (await directory.ReadAsync(username, cancellationToken) is not null)
        {
            throw (UserNames.AttributeOf(Pool, username) is { } attribute
                ? AuthError.AttributeAccountExists(attribute)
                : AuthError.UserAccountExists).AsException();
        }
    }
}
