using System.Text.Json;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Notices;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Passkeys;

/// <summary>
/// How a signed-in user comes by a passkey: a question that is answered within five minutes, once (WebAuthn Level 3,
/// section 7.1).
/// </summary>
public sealed class PasskeyRegistration(
    HostedAuthDbContext context,
    PoolScope scope,
    PoolAddress address,
    Passkeys passkeys,
    IPasskeyCeremonies ceremonies,
    Database database,
    SecurityNotices notices,
    Sealer sealer,
    TimeProvider time)
{
    private static readonly TimeSpan CeremonyLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Begins a registration; one that was begun before is void. Refuses with WebAuthnNotEnabled,
    /// WebAuthnConfigurationMissing, LimitExceeded.
    /// </summary>
    /// <returns>PublicKeyCredentialCreationOptionsJSON.</returns>
    public async Task<string> BeginAsync(User user, string clientId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var party = RelyingParty.Of(scope.Pool, address);
        var known = await passkeys.OfUserAsync(user.Id, cancellationToken);
        RefuseTooMany(known.Count);
        var name = user.Attributes.GetValueOrDefault("email") ?? user.Attributes.GetValueOrDefault("phone_number") ?? user.Username;
        var owner = new PasskeyOwner(user.Id, name, user.Attributes.GetValueOrDefault("name", name));
        var question = await ceremonies.AskForNewAsync(party, owner, known);
        using var options = JsonDocument.Parse(question.OptionsJson);
        var state = new CeremonyState(clientId, party.Id, options.RootElement.GetProperty("challenge").GetString()!, question.State);
        var sealedState = sealer.Seal(SealKind.PasskeyCeremony, OwnerOf(user), JsonSerializer.SerializeToUtf8Bytes(state));
        var expiresAt = (time.GetUtcNow() + CeremonyLifetime).UtcTicks;
        // Names the pool itself: query filters don't reach raw SQL.
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO passkey_ceremonies ("PoolId", "UserId", "SealedState", "ExpiresAt")
            VALUES ({user.PoolId}, {user.Id}, {sealedState}, {expiresAt})
            ON CONFLICT ("PoolId", "UserId") DO UPDATE SET "SealedState" = {sealedState}, "ExpiresAt" = {expiresAt}
            """,
            cancellationToken);
        return question.OptionsJson;
    }

    /// <summary>
    /// Completes the registration that was begun; whatever comes of it, it is spent, unless another client asks. Refuses
    /// with the WebAuthn errors, InvalidParameter, LimitExceeded.
    /// </summary>
    /// <param name="user">Who registers.</param>
    /// <param name="clientId">The client that began it.</param>
    /// <param name="credentialJson">RegistrationResponseJSON.</param>
    /// <param name="name">What the owner calls it; null for a name of ours.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task CompleteAsync(
        User user,
        string clientId,
        string credentialJson,
        string? name,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var party = RelyingParty.Of(scope.Pool, address);
        var claimed = NewCredential.Read(credentialJson);
        var state = await SpendAsync(user, clientId, cancellationToken);
        if (state.RelyingPartyId != party.Id)
        {
            throw AuthError.PasskeyRelyingPartyMismatch.AsException();
        }

        claimed.CheckFor(party, state.Challenge);
        var facts = await ceremonies.CheckNewAsync(party, state.State, credentialJson)
            ?? throw AuthError.PasskeyNotSupported.AsException();
        await AddAsync(user, party, facts, claimed.Attachment, name, cancellationToken);
    }

    private async Task<CeremonyState> SpendAsync(User user, string clientId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = await context.PasskeyCeremonies.AsNoTracking()
            .FirstOrDefaultAsync(one => one.UserId == user.Id && one.ExpiresAt > now, cancellationToken);
        if (row is null || !sealer.TryOpen(SealKind.PasskeyCeremony, OwnerOf(user), row.SealedState, out var clear))
        {
            throw AuthError.PasskeyChallengeNotFound.AsException();
        }

        var state = JsonSerializer.Deserialize<CeremonyState>(clear)!;
        if (state.ClientId != clientId)
        {
            throw AuthError.PasskeyClientMismatch.AsException();
        }

        // Of two completions, on any nodes, one finds it.
        var spent = await context.PasskeyCeremonies
            .Where(one => one.UserId == user.Id && one.SealedState == row.SealedState)
            .ExecuteDeleteAsync(cancellationToken);
        return spent == 1 ? state : throw AuthError.PasskeyChallengeNotFound.AsException();
    }

    private async Task AddAsync(
        User user,
        RelyingParty party,
        PasskeyFacts facts,
        string? attachment,
        string? name,
        CancellationToken cancellationToken)
    {
        context.RunWithSave(async token =>
        {
            await UserRows.LockAsync(context, user.Id, token);
            RefuseTooMany(await context.Passkeys.CountAsync(row => row.UserId == user.Id, token));
            notices.Add(user, AccountChange.PasskeyAdded);
        });
        context.Passkeys.Add(new Passkey
        {
            PoolId = user.PoolId,
            CredentialId = facts.CredentialId,
            UserId = user.Id,
            PublicKey = facts.PublicKey,
            Name = name ?? "Passkey",
            RelyingPartyId = party.Id,
            SignatureCounter = facts.SignatureCounter,
            Transports = facts.Transports,
            Attachment = attachment,
            IsUserVerified = facts.IsUserVerified,
            IsBackupEligible = facts.IsBackupEligible,
            IsBackedUp = facts.IsBackedUp,
            AttestationObject = facts.AttestationObject,
            ClientDataJson = facts.ClientDataJson,
            CreatedAt = time.GetUtcNow(),
        });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            context.Discard();
            throw AuthError.PasskeyIsRegistered.AsException();
        }
    }

    private static void RefuseTooMany(int count)
    {
        if (count >= Passkeys.MostPerUser)
        {
            throw AuthError.TooMany("passkeys", Passkeys.MostPerUser).AsException();
        }
    }

    private static string OwnerOf(User user) => $"{user.PoolId}/{user.Id}";

    private sealed record CeremonyState(string ClientId, string RelyingPartyId, string Challenge, string State);
}
