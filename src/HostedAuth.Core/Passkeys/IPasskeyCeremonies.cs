namespace HostedAuth.Core.Passkeys;

/// <summary>
/// The ceremonies of Web Authentication (sections 7.1 and 7.2), which the host brings. They know no store: what they need
/// is handed in, what they find is handed out.
/// </summary>
public interface IPasskeyCeremonies
{
    /// <summary>Asks for a new passkey.</summary>
    /// <param name="party">Whom it will be for.</param>
    /// <param name="owner">Who will own it.</param>
    /// <param name="known">The owner's passkeys, which the authenticator must not hold already.</param>
    Task<PasskeyQuestion> AskForNewAsync(RelyingParty party, PasskeyOwner owner, IReadOnlyList<Passkey> known);

    /// <summary>Looks at a new passkey; null when anything about it is wrong.</summary>
    /// <param name="party">Whom it must be for.</param>
    /// <param name="state">The state of the question.</param>
    /// <param name="credentialJson">RegistrationResponseJSON.</param>
    Task<PasskeyFacts?> CheckNewAsync(RelyingParty party, string state, string credentialJson);

    /// <summary>Asks for the use of one of the owner's passkeys; without an owner, of any that says whose it is.</summary>
    Task<PasskeyQuestion> AskForUseAsync(RelyingParty party, string? ownerId, IReadOnlyList<Passkey> known);

    /// <summary>Looks at the use of a passkey, its counter too; null when anything about it is wrong.</summary>
    /// <param name="party">Whom it must be for.</param>
    /// <param name="state">The state of the question.</param>
    /// <param name="credentialJson">AuthenticationResponseJSON.</param>
    /// <param name="passkey">As it is stored.</param>
    Task<PasskeyUse?> CheckUseAsync(RelyingParty party, string state, string credentialJson, Passkey passkey);
}

/// <param name="SignatureCounter">As the authenticator counts now.</param>
/// <param name="IsBackedUp">Whether it is synced by now.</param>
/// <param name="IsUserVerified">Whether the authenticator verified its user this time (PIN, finger, face).</param>
public sealed record PasskeyUse(long SignatureCounter, bool IsBackedUp, bool IsUserVerified);

/// <param name="OptionsJson">What goes to the browser (PublicKeyCredentialCreationOptionsJSON).</param>
/// <param name="State">What the answer is held against; holds the challenge.</param>
public sealed record PasskeyQuestion(string OptionsJson, string State);

/// <param name="Id">The sub: the user handle.</param>
/// <param name="Name">The user name.</param>
/// <param name="DisplayName">What the browser's list shows.</param>
public sealed record PasskeyOwner(string Id, string Name, string DisplayName);

/// <summary>What a registration proved.</summary>
public sealed record PasskeyFacts
{
    public required byte[] CredentialId { get; init; }

    /// <summary>COSE_Key.</summary>
    public required byte[] PublicKey { get; init; }

    public required long SignatureCounter { get; init; }

    public required IReadOnlyList<string> Transports { get; init; }

    public required bool IsUserVerified { get; init; }

    public required bool IsBackupEligible { get; init; }

    public required bool IsBackedUp { get; init; }

    public required byte[] AttestationObject { get; init; }

    public required byte[] ClientDataJson { get; init; }
}
