using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.SignUp;

/// <summary>How people become users by themselves.</summary>
public sealed class SignUps
{
    /// <summary>
    /// Makes an unconfirmed user and sends the code. Refuses with SignUpNotPermitted, UsernameExists, InvalidParameter,
    /// InvalidPassword, UnauthorizedAttributeWrite.
    /// </summary>
    public Task<Registered> RegisterAsync(Registration registration, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>
    /// Confirms the user, and as verified the address that the code went to. Refuses with CodeMismatch, ExpiredCode,
    /// AliasExists, UserNotFound, NotAuthorized, LimitExceeded.
    /// </summary>
    /// <param name="client">The client that asks.</param>
    /// <param name="username">As typed.</param>
    /// <param name="code">As typed, or out of the link.</param>
    /// <param name="forceAlias">Whether the address may be taken from another user who has it as an alias.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task ConfirmAsync(
        ClientSnapshot client,
        string username,
        Secret code,
        bool forceAlias,
        CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sends a new code; the old one ends. Refuses with UserNotFound, InvalidParameter, LimitExceeded.</summary>
    public Task<CodeDeliveryDetails> ResendAsync(
        ClientSnapshot client,
        string username,
        CancellationToken cancellationToken) => throw new NotImplementedException();
}
