using HostedAuth.Core.AppClients;
using HostedAuth.Core.Risk;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.SignIn.CustomAuth;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// How far somebody has come in signing in: an immutable value, carried by the caller, sealed (<see cref="SignInSessions"/>).
/// Each step that asks for something makes a new one.
/// </summary>
public sealed record SignInAttempt
{
    /// <summary>DeviceKeyType; what is longer is no device of ours, and would swell the session.</summary>
    private const int LongestDeviceKey = 55;

    /// <summary>The memory of a challenge that must remember nothing.</summary>
    public static IReadOnlyDictionary<string, string> NoMemory { get; } = new Dictionary<string, string>();

    /// <summary>Of this step; names the row that counts its tries and spends it.</summary>
    public required string Id { get; init; }

    /// <summary>Of the whole sign-in, through all its steps: the id of its event, and <c>event_id</c> of its tokens.</summary>
    public string EventId { get; init; } = Guid.NewGuid().ToString();

    public required string PoolId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>The sub, or the made-up one of a pretence (<see cref="Claimant"/>).</summary>
    public required string UserId { get; init; }

    /// <summary>The name that was typed first, normalised; a pretence has no other.</summary>
    public required string Name { get; init; }

    /// <summary>The user's stamp when this was asked: a password set since then, by whomever, ends the attempt.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>What is owed (ChallengeNameType).</summary>
    public required string Challenge { get; init; }

    /// <summary>What the challenge must remember until its answer; never shown.</summary>
    public IReadOnlyDictionary<string, string> Memory { get; init; } = NoMemory;

    /// <summary>What is proven, in the order it was.</summary>
    public IReadOnlyList<Proof> Proofs { get; init; } = [];

    /// <summary>
    /// The session, of a browser or of tokens, whose proofs it begins with (step-up, RFC 9470); null where all is given anew.
    /// </summary>
    public string? RaisedSessionId { get; init; }

    /// <summary>How the sign-in was judged after its first factor; null until then.</summary>
    public AttemptRisk? Risk { get; init; }

    /// <summary>The device that the client says it is (DEVICE_KEY); nothing is proven by it.</summary>
    public string? DeviceKey { get; init; }

    /// <summary>The first factors that were to choose from; empty where the first factor was given without a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The levels demanded, the best first; empty for any.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [];

    /// <summary>How often a message was sent again, or another factor taken instead.</summary>
    public int Changes { get; init; }

    /// <summary>How far the pool's triggers have directed it; null where they don't.</summary>
    public CustomProgress? Custom { get; init; }

    /// <summary>Whether the pool's triggers direct it, also before they have been asked (CUSTOM_AUTH).</summary>
    public bool IsCustomAuth => Custom is not null || Challenge is CustomStart.ChallengeName;

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>A fresh attempt that owes its first factor.</summary>
    public static SignInAttempt Begin(ClientSnapshot client, Claimant claimant, string challenge, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(claimant);
        return new SignInAttempt
        {
            Id = Guid.NewGuid().ToString(),
            PoolId = client.Pool.Id,
            ClientId = client.ClientId,
            UserId = claimant.Id,
            Name = claimant.Name,
            SecurityStamp = claimant.Stamp,
            Challenge = challenge,
            ExpiresAt = now + client.AuthSessionLifetime,
        };
    }

    /// <summary>The step after this one: the same person and proofs, another debt, a life and a row of its own.</summary>
    public SignInAttempt Owing(
        string challenge,
        IReadOnlyDictionary<string, string> memory,
        string securityStamp,
        DateTimeOffset expiresAt) =>
        this with
        {
            Id = Guid.NewGuid().ToString(),
            Challenge = challenge,
            Memory = memory,
            SecurityStamp = securityStamp,
            ExpiresAt = expiresAt,
        };

    /// <summary>The same attempt on the way to the challenge that an answer leads to.</summary>
    public SignInAttempt LedBy(Outcome.Leads to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return this with { Memory = to.Memory, Choices = to.Choices.Count > 0 ? to.Choices : Choices };
    }

    /// <summary>
    /// The same attempt, told of the client's device where the answer names one. A device that was proven stays.
    /// </summary>
    public SignInAttempt On(string? deviceKey) =>
        deviceKey is not { Length: > 0 and <= LongestDeviceKey } || HasProven(DevicePasswordVerifier.ChallengeName)
            ? this
            : this with { DeviceKey = deviceKey };

    /// <summary>Whether a challenge (ChallengeNameType) was answered and proved something.</summary>
    public bool HasProven(string challenge) => Proofs.Any(proof => proof.Challenge == challenge);

    /// <summary>The same attempt with one factor more; the next one may be changed as often as this could.</summary>
    public SignInAttempt Having(Proof proof) => this with { Proofs = [.. Proofs, proof], Changes = 0 };
}
