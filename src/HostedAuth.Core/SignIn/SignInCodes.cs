using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// Codes by message that sign somebody in. A code is good for one attempt: its MAC travels sealed in the session, so it
/// ends with the session, at its success or its time, and no row holds it.
/// </summary>
public sealed class SignInCodes(
    HostedAuthDbContext context,
    PoolScope scope,
    Claimants claimants,
    UserMessages messages,
    SignInLinks links,
    MessageGate gate,
    Triggers.Triggers triggers,
    Outbox outbox,
    AttemptLimits limits,
    Lockouts lockouts,
    TimeProvider time)
{
    private const int Digits = 6;
    private const string Mac = "mac";
    private const string Destination = "destination";

    /// <summary>
    /// Sends a code to the claimant's address, in the unit of work, unsaved. For a pretence all is done alike, down to the
    /// row; only nothing goes out. Refuses with TooManyRequests when too many were sent within the hour.
    /// </summary>
    /// <param name="at">Who signs in.</param>
    /// <param name="attribute">Where it goes: email or phone_number.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Question> SendAsync(SignInContext at, string attribute, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(at);
        var setUp = AddressSetup.AddressOf(at.Attempt);
        var receiver = setUp is null ? ReceiverOf(at.Claimant, attribute) : at.Claimant.User!;
        var destination = setUp ?? receiver.Attributes[attribute];
        var channel = attribute is "phone_number" ? Channels.Sms : Channels.Email;
        var isMadeUp = receiver != at.Claimant.User;
        await CountAsync(at, channel, isMadeUp ? PretendedUser.CounterOf(receiver, destination) : destination, cancellationToken);
        var attemptId = Guid.NewGuid().ToString();
        var code = RandomText.Code(Digits);
        // Asked for a pretence as well: its time and its failures must not tell who has an account.
        var custom = await triggers.CustomMessageAsync(at.Client, receiver, MessagePurpose.Authentication, cancellationToken);
        var link = channel is Channels.Email ? links.Write(at, attemptId, code) : null;
        var message = messages.Write(
            scope.Pool, at.Client, receiver, MessagePurpose.Authentication, channel, destination, code, custom, link);
        outbox.Add(context, message, isHeldBack: isMadeUp);
        var details = CodeDeliveryDetails.Of(attribute, destination);
        return new Question(new Dictionary<string, string>
        {
            ["CODE_DELIVERY_DELIVERY_MEDIUM"] = details.DeliveryMedium,
            ["CODE_DELIVERY_DESTINATION"] = details.Destination,
            [ChallengeParameters.UserId] = claimants.CanonicalNameOf(at.Claimant),
        })
        {
            AttemptId = attemptId,
            Memory = new Dictionary<string, string>(setUp is null ? [] : AddressSetup.Remember(setUp))
            {
                [Mac] = Convert.ToBase64String(ComputeMac(attemptId, code)),
                [Destination] = destination,
            },
            Writes = true,
        };
    }

    /// <summary>
    /// Whether the code is the one that was sent for the attempt. Guesses are counted over all attempts of the claimant, those
    /// at a second factor apart. Refuses with ExpiredCode when the address isn't the user's any more, with
    /// TooManyRequests after too many guesses.
    /// </summary>
    public async Task<bool> IsRightAsync(
        SignInContext at,
        string attribute,
        Secret code,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(at);
        var guess = GuessAt(at.Attempt);
        if (!await lockouts.TryCountAsync(at.Claimant, guess, cancellationToken))
        {
            throw AuthError.SignInCodesExceeded.AsException();
        }

        var expected = Convert.FromBase64String(at.Attempt.Memory.GetValueOrDefault(Mac, ""));
        if (!CryptographicOperations.FixedTimeEquals(ComputeMac(at.Attempt.Id, code), expected))
        {
            return false;
        }

        var user = at.Claimant.User;
        var isOwn = user is not null
            && (AddressSetup.AddressOf(at.Attempt) is not null
                || (user.HasVerified(attribute) && user.Attributes[attribute] == at.Attempt.Memory[Destination]));
        if (!isOwn)
        {
            throw AuthError.ExpiredCode.AsException();
        }

        await lockouts.ForgetAsync(at.Claimant, guess, cancellationToken);
        return true;
    }

    private static Guess GuessAt(SignInAttempt attempt) =>
        AddressSetup.AddressOf(attempt) is not null ? Guess.SetUpCode
        : attempt.Proofs.Count > 0 ? Guess.SecondFactorCode
        : Guess.Code;

    /// <summary>
    /// Codes that nobody proved a thing for have a count of their own: strangers can't use up a user's second factor.
    /// </summary>
    private async Task CountAsync(SignInContext at, string channel, string address, CancellationToken cancellationToken)
    {
        var isSecond = at.Attempt.Proofs.Count > 0;
        await limits.CountGuessAsync(
            isSecond ? LimitedAct.SendSecondFactor : LimitedAct.SendFirstFactor,
            at.Claimant.Id,
            cancellationToken);
        if (isSecond && AddressSetup.AddressOf(at.Attempt) is null)
        {
            gate.RequireSender(channel);
            return;
        }

        // Whose address this is nobody has proven to this sign-in.
        try
        {
            await gate.PassAsync(channel, address, cancellationToken);
        }
        catch (AuthException exception) when (exception.Error.Kind is ErrorKind.LimitExceeded)
        {
            // The operations of sign-in know no LimitExceededException.
            throw AuthError.SignInCodesExceeded.AsException();
        }
    }

    /// <summary>The user, or a made-up one where nobody can be reached.</summary>
    private User ReceiverOf(Claimant claimant, string attribute) =>
        claimant.User is { } user && user.HasVerified(attribute)
            ? user
            : PretendedUser.WithAddress(scope.Pool, claimant.Name, attribute, time.GetUtcNow());

    private byte[] ComputeMac(string attemptId, Secret code) =>
        HMACSHA256.HashData(scope.Pool.Keys.CodeKey, Encoding.UTF8.GetBytes($"sign-in\n{attemptId}\n{code.Value}"));
}
