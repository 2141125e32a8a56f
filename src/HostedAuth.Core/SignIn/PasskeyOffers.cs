using System.Buffers.Text;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Passkeys;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// Sign-in by a passkey that says itself whose it is (Web Authentication, section 6.1: discoverable credentials). The
/// question goes out with the page, before anybody is named; it is sealed and writes nothing.
/// </summary>
public sealed class PasskeyOffers(
    HostedAuthDbContext context,
    PoolScope scope,
    PoolAddress address,
    UserDirectory users,
    IPasskeyCeremonies ceremonies,
    SignInFlow flow,
    Sealer sealer,
    TimeProvider time)
{
    /// <summary>As long as a passage through the pages: the browser may wait with the question all that time.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const string Challenge = SecondFactors.Passkey;

    /// <summary>An offer; null where the pool has no passkeys, or none that are good at the origin.</summary>
    /// <param name="client">The client that asks.</param>
    /// <param name="origin">Where the browser is: <c>https://host</c>.</param>
    public async Task<PasskeyOffer?> MakeAsync(ClientSnapshot client, string origin)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (RelyingParty.FindAt(scope.Pool, address, origin) is not { } party)
        {
            return null;
        }

        var question = await ceremonies.AskForUseAsync(party, ownerId: null, []);
        var content = new Content(Guid.NewGuid().ToString(), question.State, time.GetUtcNow() + Lifetime);
        var session = Base64Url.EncodeToString(
            sealer.Seal(SealKind.PasskeyOffer, Owner(client), JsonSerializer.SerializeToUtf8Bytes(content)));
        return new PasskeyOffer(session, question.OptionsJson);
    }

    /// <summary>Signs in by the answer to an offer, which is good once.</summary>
    /// <param name="client">The client that the offer was made for.</param>
    /// <param name="session">The offer's.</param>
    /// <param name="credential">AuthenticationResponseJSON, with a user handle.</param>
    /// <param name="cancellationToken">Ends the wait, not what was counted.</param>
    public async Task<SignInStep> AnswerAsync(
        ClientSnapshot client,
        string session,
        string credential,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (!Base64Url.IsValid(session)
            || !sealer.TryOpen(SealKind.PasskeyOffer, Owner(client), Base64Url.DecodeFromChars(session), out var clear))
        {
            return new SignInStep.Refused(AuthError.InvalidSession);
        }

        var offer = JsonSerializer.Deserialize<Content>(clear)!;
        if (offer.ExpiresAt <= time.GetUtcNow())
        {
            return new SignInStep.Refused(AuthError.SessionExpired);
        }

        if (AnsweredCredential.FindId(credential) is not { } id)
        {
            return new SignInStep.Refused(AuthError.PasskeyUnreadable);
        }

        var claimant = await FindOwnerAsync(id, cancellationToken);
        var attempt = SignInAttempt.Begin(client, claimant, Challenge, time.GetUtcNow()) with
        {
            Id = offer.Id,
            Memory = WebAuthn.Remember(offer.State),
            ExpiresAt = offer.ExpiresAt,
        };
        var responses = new Dictionary<string, string> { [WebAuthn.Credential] = credential };
        return await flow.AnswerOfferAsync(new SignInContext(client, claimant, attempt), responses, cancellationToken);
    }

    /// <summary>The owner of a passkey; of one that nobody has, the pretence of an owner.</summary>
    private async Task<Claimant> FindOwnerAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var userId = await context.Passkeys.Where(passkey => passkey.CredentialId == credentialId)
            .Select(passkey => passkey.UserId)
            .FirstOrDefaultAsync(cancellationToken);
        var user = userId is null ? null : await users.FindByIdAsync(userId, cancellationToken);
        var name = user?.Username ?? "";
        return new Claimant(user, user?.Id ?? PretendedUser.IdOf(scope.Pool, name), name);
    }

    private static string Owner(ClientSnapshot client) => $"{client.Pool.Id}/{client.ClientId}";

    private sealed record Content(string Id, string State, DateTimeOffset ExpiresAt);
}

/// <summary>A question to whoever has a passkey of the pool.</summary>
/// <param name="Session">To be sent back with the answer.</param>
/// <param name="OptionsJson">What goes to the browser (PublicKeyCredentialRequestOptionsJSON); names no passkey.</param>
public sealed record PasskeyOffer(string Session, string OptionsJson);
