using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Delivery;

/// <summary>Why a message goes to a user; decides its template.</summary>
public enum MessagePurpose
{
    SignUp,
    ResendCode,
    ForgotPassword,
    VerifyAttribute,
    Invitation,
}

/// <summary>
/// Writes the messages of a pool: the pool's templates with Cognito's placeholders, else the theme's texts. Links are built
/// from the configured public address alone.
/// </summary>
public sealed class UserMessages
{
    /// <summary>A message that brings a code, or a link where the pool says so (CONFIRM_WITH_LINK, sign-up only).</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="client">The client it happened at; null for an administrator's act.</param>
    /// <param name="user">The receiver.</param>
    /// <param name="purpose">Why.</param>
    /// <param name="channel"><c>email</c> or <c>sms</c>.</param>
    /// <param name="destination">The address or number.</param>
    /// <param name="code">The code, or the temporary password of an invitation.</param>
    public Message Write(
        PoolSnapshot pool,
        ClientSnapshot? client,
        User user,
        MessagePurpose purpose,
        string channel,
        string destination,
        Secret code) => throw new NotImplementedException();
}
