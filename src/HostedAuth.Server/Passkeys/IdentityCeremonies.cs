using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.Passkeys;
using HostedAuth.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace HostedAuth.Server.Passkeys;

/// <summary>
/// The ceremonies by ASP.NET Core Identity's handler. It reads its rules from options that are one for a process, and its
/// passkeys from a user manager: both are made for each ceremony, of the pool's rules and of what was handed in.
/// </summary>
internal sealed class IdentityCeremonies(ILoggerFactory loggers) : IPasskeyCeremonies
{
    private const int Es256 = -7;
    private const int Rs256 = -257;

    /// <summary>As Cognito's.</summary>
    private const int RequestTimeoutMilliseconds = 180_000;

    /// <summary>Behind the hash of the relying party's id (section 6.1).</summary>
    private const int FlagsOffset = 32;

    private const int UserVerifiedFlag = 0x04;

    public async Task<PasskeyQuestion> AskForNewAsync(RelyingParty party, PasskeyOwner owner, IReadOnlyList<Passkey> known)
    {
        var handler = HandlerFor(party, new OneUserStore(owner.Id, known));
        var entity = new PasskeyUserEntity { Id = owner.Id, Name = owner.Name, DisplayName = owner.DisplayName };
        var made = await handler.MakeCreationOptionsAsync(entity, new DefaultHttpContext());
        var options = JsonNode.Parse(made.CreationOptionsJson)!;
        options["rp"]!["name"] = party.Name;
        return new PasskeyQuestion(options.ToJsonString(), made.AttestationState!);
    }

    public async Task<PasskeyFacts?> CheckNewAsync(RelyingParty party, string state, string credentialJson)
    {
        var handler = HandlerFor(party, new OneUserStore(userId: null, []));
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = new DefaultHttpContext(),
            CredentialJson = credentialJson,
            AttestationState = state,
        });
        return result.Succeeded
            ? new PasskeyFacts
            {
                CredentialId = result.Passkey.CredentialId,
                PublicKey = result.Passkey.PublicKey,
                SignatureCounter = result.Passkey.SignCount,
                Transports = result.Passkey.Transports ?? [],
                IsUserVerified = result.Passkey.IsUserVerified,
                IsBackupEligible = result.Passkey.IsBackupEligible,
                IsBackedUp = result.Passkey.IsBackedUp,
                AttestationObject = result.Passkey.AttestationObject,
                ClientDataJson = result.Passkey.ClientDataJson,
            }
            : null;
    }

    public async Task<PasskeyQuestion> AskForUseAsync(RelyingParty party, string? ownerId, IReadOnlyList<Passkey> known)
    {
        var store = new OneUserStore(ownerId, known);
        var made = await HandlerFor(party, store).MakeRequestOptionsAsync(store.User, new DefaultHttpContext());
        var options = JsonNode.Parse(made.RequestOptionsJson)!;
        options["timeout"] = RequestTimeoutMilliseconds;
        return new PasskeyQuestion(options.ToJsonString(), made.AssertionState!);
    }

    public async Task<PasskeyUse?> CheckUseAsync(
        RelyingParty party,
        string state,
        string credentialJson,
        Passkey passkey)
    {
        var handler = HandlerFor(party, new OneUserStore(passkey.UserId, [passkey]));
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = new DefaultHttpContext(),
            CredentialJson = credentialJson,
            AssertionState = state,
        });
        return result.Succeeded
            ? new PasskeyUse(result.Passkey.SignCount, result.Passkey.IsBackedUp, IsUserVerified(credentialJson))
            : null;
    }

    /// <summary>
    /// The flag UV of authenticator data whose signature was found right (section 6.1); Identity doesn't tell it.
    /// </summary>
    private static bool IsUserVerified(string credentialJson)
    {
        using var credential = JsonDocument.Parse(credentialJson);
        var data = credential.RootElement.GetProperty("response").GetProperty("authenticatorData").GetString();
        return (Base64Url.DecodeFromChars(data)[FlagsOffset] & UserVerifiedFlag) != 0;
    }

    private PasskeyHandler<User> HandlerFor(RelyingParty party, OneUserStore store) => new(
        new UserManager<User>(
            store,
            Options.Create(new IdentityOptions()),
            new PasswordHasher<User>(),
            [],
            [],
            new UpperInvariantLookupNormalizer(),
            new IdentityErrorDescriber(),
            null!,
            loggers.CreateLogger<UserManager<User>>()),
        Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = party.Id,
            AuthenticatorTimeout = TimeSpan.FromMinutes(1),
            UserVerificationRequirement = party.RequiresUserVerification ? "required" : "preferred",
            ResidentKeyRequirement = "required",
            AttestationConveyancePreference = "none",
            IsAllowedAlgorithm = algorithm => algorithm is Es256 or Rs256,
            ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && party.Allows(context.Origin)),
        }));
}
