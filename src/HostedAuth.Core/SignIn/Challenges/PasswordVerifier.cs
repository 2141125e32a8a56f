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
    public async Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken)
    {
        var owing = at.Owing(ChallengeName, SignInAttempt.NoMemory, time.GetUtcNow());
        var party = PartyOf(at.Claimant);
        var publicValue = at.Attempt.Memory.Require(SrpHandshakes.PublicValueResponse);
        var parameters = await handshakes.OfferAsync(owing, party, publicValue, cancellationToken);
        parameters[SignInFlow.UsernameResponse] = party.Name;
        parameters[ChallengeParameters.UserId] = party.Name;
        return new Question(parameters) { AttemptId = owing.Id };
    }

    public Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var claim = handshakes.Read(at.Client, at.Attempt, responses);
        return guesses.LookAtAsync(
            at,
            () => handshakes.ProvesAsync(claim, PartyOf(at.Claimant), cancellationToken),
            cancellationToken);
    }

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
