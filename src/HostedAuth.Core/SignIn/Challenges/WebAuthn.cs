using HostedAuth.Core.Domains;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Passkeys;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>WEB_AUTHN: a passkey (Web Authentication, section 7.2).</summary>
internal sealed class WebAuthn(
    HostedAuthDbContext context,
    PoolScope scope,
    PoolAddress address,
    Passkeys.Passkeys passkeys,
    IPasskeyCeremonies ceremonies,
    TimeProvider time) : IChallenge
{
    /// <summary>The response that holds AuthenticationResponseJSON.</summary>
    public const string Credential = "CREDENTIAL";

    private const string State = "state";

    public string Name => SecondFactors.Passkey;

    /// <summary>A challenge is signed once (section 13.4.3).</summary>
    public int Tries => 1;

    /// <summary>What an attempt remembers of a question that was asked.</summary>
    public static IReadOnlyDictionary<string, string> Remember(string state) =>
        new Dictionary<string, string> { [State] = state };

    /// <summary>What a pretence has is asked of the database all the same.</summary>
    public async Task<bool> IsFirstFactorOfAsync(Claimant claimant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claimant);
        if (RelyingParty.Find(scope.Pool, address) is not { } party)
        {
            return false;
        }

        var known = await OfPartyAsync(claimant.Id, party, cancellationToken);
        return claimant.Ways?.HasPasskey ?? (known.Count > 0 && MayBegin(claimant.User));
    }

    /// <summary>A passkey stands in neither for a temporary password nor for the provider that vouches for a user.</summary>
    private static bool MayBegin(User? user) =>
        user is not (null or { Status: UserStatus.FORCE_CHANGE_PASSWORD or UserStatus.EXTERNAL_PROVIDER });

    public async Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken)
    {
        var party = RelyingParty.Of(scope.Pool, address);
        var known = await OfPartyAsync(at.Claimant.Id, party, cancellationToken);
        var shown = known.Count > 0 ? known : [PretendedPasskey.Of(scope.Pool, at.Claimant.Id, party.Id)];
        var question = await ceremonies.AskForUseAsync(party, at.Claimant.Id, shown);
        return new Question(new Dictionary<string, string> { ["CREDENTIAL_REQUEST_OPTIONS"] = question.OptionsJson })
        {
            Memory = Remember(question.State),
        };
    }

    public async Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var party = RelyingParty.Of(scope.Pool, address);
        var credential = responses.Require(Credential);
        var id = AnsweredCredential.FindId(credential) ?? throw AuthError.PasskeyUnreadable.AsException();
        if (!at.Attempt.Memory.TryGetValue(State, out var state))
        {
            return new Outcome.Wrong(AuthError.InvalidSession);
        }

        var known = await OfPartyAsync(at.Claimant.Id, party, cancellationToken);
        var used = known.FirstOrDefault(passkey => passkey.CredentialId.AsSpan().SequenceEqual(id));
        // An offer asks before anybody is named, so that only here it is known whose passkey it is.
        var isExpected = at.Attempt is not { Proofs.Count: 0, Custom: null } || MayBegin(at.Claimant.User);
        if (used is null || !isExpected || await ceremonies.CheckUseAsync(party, state, credential, used) is not { } use)
        {
            return new Outcome.Wrong(AuthError.IncorrectUsernameOrPassword);
        }

        CountWithSave(used, use);
        return new Outcome.Proven(used.IsBackupEligible
            ? AuthenticationLevels.SyncedPasskeyMethod
            : AuthenticationLevels.DeviceBoundPasskeyMethod)
        {
            IsMultiFactor = use.IsUserVerified && RelyingParty.IsSecondFactor(scope.Pool),
        };
    }

    private async Task<IReadOnlyList<Passkey>> OfPartyAsync(
        string userId,
        RelyingParty party,
        CancellationToken cancellationToken) =>
        [.. (await passkeys.OfUserAsync(userId, cancellationToken)).Where(passkey => passkey.RelyingPartyId == party.Id)];

    /// <summary>Of an authenticator and its clone that count alike, one signs in; the later save is refused.</summary>
    private void CountWithSave(Passkey used, PasskeyUse use) => context.RunWithSave(async cancellationToken =>
    {
        var now = time.GetUtcNow();
        var counted = await context.Passkeys
            .Where(row => row.CredentialId == used.CredentialId && row.UserId == used.UserId)
            .Where(row => row.SignatureCounter == used.SignatureCounter)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.SignatureCounter, use.SignatureCounter)
                    .SetProperty(row => row.IsBackedUp, use.IsBackedUp)
                    .SetProperty(row => row.LastUsedAt, now),
                cancellationToken);
        if (counted == 0)
        {
            throw AuthError.IncorrectUsernameOrPassword.AsException();
        }
    });
}
