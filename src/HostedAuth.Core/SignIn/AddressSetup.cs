using HostedAuth.Core.Devices;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// Sets up codes by mail or text in the middle of a sign-in that owes a second factor (MFA_SETUP): a code goes to the address
/// that is named; its answer makes the address the user's, proven, and the codes a factor.
/// </summary>
public sealed class AddressSetup(
    HostedAuthDbContext context,
    PoolScope scope,
    UserDirectory users,
    UserAttributes attributes,
    DeviceRemoval devices)
{
    private const string Address = "set-up address";

    /// <summary>
    /// Longer than any address that mail takes (RFC 5321, section 4.5.3.1), short enough to travel in a session.
    /// </summary>
    private const int LongestAddress = 320;

    /// <summary>
    /// By the response that names the address: EMAIL is what aws-amplify sends, PHONE_NUMBER goes beyond Cognito.
    /// </summary>
    private static readonly Dictionary<string, string> FactorOfResponse = new()
    {
        ["EMAIL"] = SecondFactors.Email,
        ["PHONE_NUMBER"] = SecondFactors.Sms,
    };

    /// <summary>The address that waits to be proven by the attempt; null for none.</summary>
    public static string? AddressOf(SignInAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return attempt.Memory.GetValueOrDefault(Address);
    }

    /// <summary>What an attempt remembers that waits for the address.</summary>
    public static Dictionary<string, string> Remember(string address) => new() { [Address] = address };

    /// <summary>What the user can set up, given what was proven first.</summary>
    public static IReadOnlyList<string> CanBeSetUp(PoolMfa pool, SignInAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(attempt);
        string[] all = [SecondFactors.SoftwareToken, SecondFactors.Email, SecondFactors.Sms];
        return NextStep.SecondFactorsLeft([.. all.Where(pool.Allows)], attempt.Proofs);
    }

    /// <summary>
    /// The challenge that proves the address among the responses; null where there is none. Refuses with InvalidParameter, and
    /// with NotAuthorized where the client may not write the attribute.
    /// </summary>
    public Outcome? Begin(SignInContext at, IReadOnlyDictionary<string, string> responses)
    {
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(responses);
        if (FactorOfResponse.Keys.FirstOrDefault(responses.ContainsKey) is not { } response)
        {
            return null;
        }

        var (factor, address) = (FactorOfResponse[response], responses.Require(response));
        if (!CanBeSetUp(scope.Pool.Mfa, at.Attempt).Contains(factor))
        {
            throw AuthError.ChallengeNotOffered(factor).AsException();
        }

        var attribute = SecondFactors.AttributeOf(factor)!;
        AuthError.RefuseInvalid(address.Length > LongestAddress, $"Invalid {response} format.");
        if (at.Claimant.User!.Attributes.GetValueOrDefault(attribute) != address)
        {
            attributes.CheckWrite(at.Client, new Dictionary<string, string> { [attribute] = address }, creating: false);
        }

        return new Outcome.Leads(factor) { Memory = Remember(address) };
    }

    /// <summary>
    /// The code was right: the address is the user's, and proven; its factor is active. Unsaved; the save refuses with
    /// AliasExists when it is another user's name.
    /// </summary>
    public async Task<bool> CompleteAsync(SignInContext at, string factor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(at);
        var (user, attribute) = (at.Claimant.User!, SecondFactors.AttributeOf(factor)!);
        if (NextStep.SecondFactorsLeft(UserFactors.Of(scope.Pool.Mfa, user), at.Attempt.Proofs).Count > 0)
        {
            // One was set up since this was asked: nobody walks round it by another of their own.
            return false;
        }

        await users.SetAttributesAsync(
            user,
            new Dictionary<string, string?> { [attribute] = AddressOf(at.Attempt), [$"{attribute}_verified"] = "true" },
            cancellationToken);
        devices.MistrustBeforeFirstFactorWithSave(user);
        UserFactors.Activate(user, factor);
        context.RunWithSave(users.SaveAsync);
        return true;
    }
}
