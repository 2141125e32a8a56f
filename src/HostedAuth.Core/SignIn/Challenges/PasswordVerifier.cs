using HostedAuth.Core.AppClients;
using HostedAuth.Core.SignIn.Srp;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>
/// PASSWORD_VERIFIER: the second half of SRP. Its state travels in SECRET_BLOCK, the attempt with it, so that it can be
/// answered without a session too.
/// </summary>
internal sealed class PasswordVerifier(
    PoolScope scope,
    Claimants claimants,
    Passwords passwords,
    PasswordGuesses guesses,
    SrpHandshakes handshakes,
    TimeProvider time) : IChallenge
{
    public const string ChallengeName = "PASSWORD_VERIFIER";

    public string Name => ChallengeName;

    /// <summary>One password each; a typing error takes a new SRP_A.</summary>
    public int Tries => 5;

    public SignInAttempt? AttemptOf(ClientSnapshot client, IReadOnlyDictionary<string, string> responses) =>
        handshakes.AttemptOf(client, responses);

    /// <summary>The attempt's memory holds SRP_A.</summary>
    public async Task<Question> AskAsync(SignInContext context, CancellationToken cancellationToken)
    {
        var expiresAt = time.GetUtcNow() + context.Client.AuthSessionLifetime;
        var owing = context.Attempt.Owing(ChallengeName, NoMemory, context.Claimant.Stamp, expiresAt);
        var party = PartyOf(context.Claimant);
        var publicValue = context.Attempt.Memory.Require(SrpHandshakes.PublicValueResponse);
        var parameters = await handshakes.OfferAsync(owing, party, publicValue, cancellationToken);
        parameters[SignInFlow.UsernameResponse] = party.Name;
        parameters["USER_ID_FOR_SRP"] = party.Name;
        return new Question(parameters) { AttemptId = owing.Id };
    }

    public Task<Outcome> AnswerAsync(
        SignInContext context,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var claim = handshakes.Read(context.Client, context.Attempt, responses);
        return guesses.LookAtAsync(
            context,
            () => handshakes.ProvesAsync(claim, PartyOf(context.Claimant), cancellationToken),
            cancellationToken);
    }

    private static IReadOnlyDictionary<string, string> NoMemory { get; } = new Dictionary<string, string>();

    /// <summary>Nobody's, and that of a user who has no verifier (imported, or the pool keeps none), is made up.</summary>
    private SrpParty PartyOf(Claimant claimant)
    {
        var name = claimants.CanonicalNameOf(claimant);
        var group = SrpVerifier.PoolPart(scope.Pool.Id);
        return claimant.User is { } user && passwords.OpenSrpVerifier(user) is var (salt, verifier)
            ? SrpParty.Of(group, name, salt, verifier)
            : SrpParty.Pretend(group, name, scope.Pool.Keys.LockoutKey);
    }
}
