using HostedAuth.Core.AppClients;
using HostedAuth.Core.Devices;
using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn.Srp;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>
/// DEVICE_PASSWORD_VERIFIER: the second half of a device's SRP, with its group key in place of the pool and its key in place
/// of the user. As with a password, the state travels in SECRET_BLOCK. Tokens tell nothing of it: no person proved anything.
/// </summary>
internal sealed class DevicePasswordVerifier(
    PoolScope scope,
    Claimants claimants,
    UserDevices devices,
    SrpHandshakes handshakes,
    TimeProvider time) : IChallenge
{
    public const string ChallengeName = "DEVICE_PASSWORD_VERIFIER";

    public string Name => ChallengeName;

    /// <summary>The secret is random, and a device knows it.</summary>
    public int Tries => 5;

    public SignInAttempt? AttemptOf(ClientSnapshot client, IReadOnlyDictionary<string, string> responses) =>
        handshakes.AttemptOf(client, responses);

    /// <summary>The attempt's memory holds SRP_A and the device asked.</summary>
    public async Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken)
    {
        var key = at.Attempt.Memory.Require(SignInFlow.DeviceKeyResponse);
        var memory = new Dictionary<string, string> { [SignInFlow.DeviceKeyResponse] = key };
        var owing = at.Owing(ChallengeName, memory, time.GetUtcNow());
        var (_, party) = await FindAsync(at, key, cancellationToken);
        var publicValue = at.Attempt.Memory.Require(SrpHandshakes.PublicValueResponse);
        var parameters = await handshakes.OfferAsync(owing, party, publicValue, cancellationToken);
        parameters[SignInFlow.DeviceKeyResponse] = key;
        // Libraries for .NET and Android answer by it.
        parameters[SignInFlow.UsernameResponse] = claimants.CanonicalNameOf(at.Claimant);
        return new Question(parameters) { AttemptId = owing.Id, Memory = memory };
    }

    public async Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var claim = handshakes.Read(at.Client, at.Attempt, responses);
        var key = at.Attempt.Memory.Require(SignInFlow.DeviceKeyResponse);
        if (responses.Require(SignInFlow.DeviceKeyResponse) != key)
        {
            return new Outcome.Wrong(AuthError.DeviceNotFound);
        }

        var (device, party) = await FindAsync(at, key, cancellationToken);
        if (!await handshakes.ProvesAsync(claim, party, cancellationToken) || device is null)
        {
            return new Outcome.Wrong(AuthError.IncorrectUsernameOrPassword);
        }

        devices.NoteUseWithSave(device);
        return new Outcome.Proven(Amr: null);
    }

    /// <summary>A device that was forgotten since it was asked is made up: it costs the same, and nothing proves it.</summary>
    private async Task<(Device? Device, SrpParty Party)> FindAsync(
        SignInContext at,
        string key,
        CancellationToken cancellationToken)
    {
        var device = await devices.FindAsync(at.Claimant.Id, key, cancellationToken);
        return device is not null && devices.PartyOf(device) is { } party
            ? (device, party)
            : (null, SrpParty.Pretend(DeviceKeys.GroupOf(scope.Pool, key), key, scope.Pool.Keys.DeviceKey));
    }
}
