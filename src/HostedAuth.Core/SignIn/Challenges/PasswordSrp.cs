using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn.Srp;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>
/// PASSWORD_SRP: the password by SRP, which never travels. The client's public value leads to PASSWORD_VERIFIER; also the
/// start of USER_SRP_AUTH.
/// </summary>
public sealed class PasswordSrp(PoolScope scope) : IChallenge
{
    public const string ChallengeName = "PASSWORD_SRP";

    public string Name => ChallengeName;

    public int Tries => 5;

    public string InlineResponse => SrpHandshakes.PublicValueResponse;

    /// <summary>A pretence has a verifier, unless nobody in the pool has one.</summary>
    public Task<bool> IsFirstFactorOfAsync(Claimant claimant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claimant);
        return Task.FromResult(claimant.Ways is { } ways
            ? ways.HasPassword && !scope.Pool.Pool.HasTag(PoolTags.Srp, "off")
            : claimant.User?.SealedSrpVerifier is not null);
    }

    public Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken) =>
        Task.FromResult(new Question(new Dictionary<string, string>()));

    public Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var publicValue = responses.Require(SrpHandshakes.PublicValueResponse);
        return Task.FromResult<Outcome>(at.TellsOfNobody
            ? new Outcome.Wrong(AuthError.UserNotFound)
            : new Outcome.Leads(PasswordVerifier.ChallengeName)
            {
                Memory = new Dictionary<string, string> { [SrpHandshakes.PublicValueResponse] = publicValue },
            });
    }
}
