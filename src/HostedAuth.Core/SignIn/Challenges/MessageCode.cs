using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>What the challenges share that send a code to an address and ask for it.</summary>
internal abstract class MessageCode(SignInCodes codes, AddressSetup setup, PoolScope scope) : IChallenge
{
    public abstract string Name { get; }

    /// <summary>Out of a million codes; a new one starts no new count (<see cref="SignInCodes"/>).</summary>
    public int Tries => 5;

    public bool SendsMessage => true;

    /// <summary>Where codes go: email or phone_number.</summary>
    protected abstract string Attribute { get; }

    /// <summary>The method in tokens.</summary>
    protected abstract string Amr { get; }

    /// <summary>The names under which answers hold the code.</summary>
    protected abstract IReadOnlyList<string> Responses { get; }

    protected abstract AuthError Mismatch { get; }

    /// <summary>Whether it is a first factor at all, where the pool allows it.</summary>
    protected abstract bool IsFirstFactor { get; }

    /// <summary>
    /// A code alone lets nobody in who owes a second factor: both would be things that were received. Nor does it stand in
    /// for a temporary password, or for the provider that vouches for a user.
    /// </summary>
    public Task<bool> IsFirstFactorOfAsync(Claimant claimant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claimant);
        var mfa = scope.Pool.Mfa;
        var isOne = IsFirstFactor && !mfa.IsRequired && claimant.User switch
        {
            null => claimant.Ways is { HasSecondFactor: false } ways && ways.Has(Attribute),
            { Status: UserStatus.FORCE_CHANGE_PASSWORD or UserStatus.EXTERNAL_PROVIDER } => false,
            var user => user.HasVerified(Attribute) && !user.ActiveFactors.Any(mfa.Allows),
        };
        return Task.FromResult(isOne);
    }

    public Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken) =>
        codes.SendAsync(at, Attribute, cancellationToken);

    public async Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var given = Responses.FirstOrDefault(responses.ContainsKey) ?? Responses[0];
        var code = new Secret(responses.Require(given));
        var isRight = await codes.IsRightAsync(at, Attribute, code, cancellationToken);
        // The user may have set up a second factor since this was asked.
        if (!isRight || !await CanProveAsync(at, cancellationToken))
        {
            return new Outcome.Wrong(Mismatch);
        }

        var isSetUp = AddressSetup.AddressOf(at.Attempt) is not null;
        return isSetUp && !await setup.CompleteAsync(at, Name, cancellationToken)
            ? new Outcome.Wrong(AuthError.InvalidSession)
            : new Outcome.Proven(Amr);
    }

    /// <summary>
    /// Whether a right code would count: as the first proof only where it may be the first factor, unless triggers
    /// direct.
    /// </summary>
    private async Task<bool> CanProveAsync(SignInContext at, CancellationToken cancellationToken) =>
        at.Attempt.Proofs.Count > 0
        || at.Attempt.Custom is not null
        || await IsFirstFactorOfAsync(at.Claimant, cancellationToken);
}
