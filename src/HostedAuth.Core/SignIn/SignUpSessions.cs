using HostedAuth.Core.AppClients;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.SignUp;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// The <c>Session</c> of SignUp and ConfirmSignUp, by which the new user signs in without another factor (USER_AUTH). It
/// lives as any session of a sign-in, and is good once.
/// </summary>
public sealed class SignUpSessions(SignInSessions sessions, TimeProvider time)
{
    /// <summary>
    /// Of a user who has just signed up. Whom a trigger confirmed at once has proven the password by setting it; who set
    /// none, or still has to confirm, has proven nothing.
    /// </summary>
    public string? Of(ClientSnapshot client, Registered registered)
    {
        ArgumentNullException.ThrowIfNull(registered);
        var amr = registered is { IsConfirmed: true, HasPassword: true } ? AuthenticationLevels.PasswordMethod : null;
        return Seal(client, registered.UserId, registered.SecurityStamp, amr);
    }

    /// <summary>Of a user who has just given the code that went to an address.</summary>
    /// <param name="client">The client that may take the session.</param>
    /// <param name="user">The user.</param>
    /// <param name="attribute">Where the code went: email or phone_number.</param>
    public string? OfConfirmed(ClientSnapshot client, User user, string attribute)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Seal(client, user.Id, user.SecurityStamp, attribute is "phone_number" ? "sms" : "email_otp");
    }

    /// <summary>Null where the client may not begin by USER_AUTH, the only flow that takes it.</summary>
    private string? Seal(ClientSnapshot client, string userId, string stamp, string? amr)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.AuthFlows.Contains(AuthFlow.UserAuth)
            ? sessions.Seal(new SignInAttempt
            {
                Id = Guid.NewGuid().ToString(),
                PoolId = client.Pool.Id,
                ClientId = client.ClientId,
                UserId = userId,
                Name = userId,
                SecurityStamp = stamp,
                Challenge = SignedUp.ChallengeName,
                Memory = SignedUp.Remember(amr),
                ExpiresAt = time.GetUtcNow() + client.AuthSessionLifetime,
            })
            : null;
    }
}
