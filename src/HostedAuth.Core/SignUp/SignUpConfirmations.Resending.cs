using HostedAuth.Core.AppClients;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.SignUp;

// The code once more, for those to whom it never came.
public sealed partial class SignUpConfirmations
{
    /// <summary>
    /// Sends a new code; the old one ends. Refuses with UserNotFound, InvalidParameter, NotAuthorized, LimitExceeded; a client
    /// that hides whether users exist gets made-up details instead.
    /// </summary>
    public async Task<CodeDeliveryDetails> ResendAsync(
        ClientSnapshot client,
        string username,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (Pool.AutoVerifiedAttributes.Count == 0)
        {
            throw AuthError.CannotResendCodes.AsException();
        }

        await limits.CountFromAddressAsync(LimitedAct.CodeFromAddress, cancellationToken);
        var user = await FindAsync(client, username, LimitedAct.ResendConfirmationCode, cancellationToken);
        var attribute = user is null ? null : VerificationMedium.Of(Pool, user);
        var refusal = user switch
        {
            null => AuthError.UsernameClientCombinationNotFound,
            { Enabled: false } => AuthError.UserDisabled,
            { Status: not UserStatus.UNCONFIRMED } => AuthError.AlreadyConfirmed,
            _ when attribute is null => AuthError.CannotResendCodes,
            _ => null,
        };
        if (refusal is not null && !Hides(client, user))
        {
            throw refusal.AsException();
        }

        var pretended = Pretend(username);
        var details = refusal is null
            ? await delivery.SendAsync(
                client, user!, CodePurpose.ConfirmSignUp, MessagePurpose.ResendCode, attribute!, cancellationToken)
            : await delivery.PretendAsync(
                client, pretended, CodePurpose.ConfirmSignUp, MessagePurpose.ResendCode, cancellationToken);
        var subject = refusal is null ? user! : pretended;
        events.RecordWithSave(new(AuthEventTypes.ResendCode, subject.Id, client.ClientId, AuthEventResponses.Pass));
        await delivery.SaveAsync(cancellationToken);
        return details;
    }
}
