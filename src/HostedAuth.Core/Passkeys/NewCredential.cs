using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HostedAuth.Core.Errors;

namespace HostedAuth.Core.Passkeys;

/// <summary>
/// What a registration's answer claims, read strictly: it says which refusal fits, before the ceremony proves the whole.
/// </summary>
internal sealed record NewCredential(string Type, string Challenge, string Origin, bool IsFramed, byte[] RelyingPartyIdHash, string? Attachment)
{
    /// <summary>Far more than any authenticator sends, with an attestation and its certificates.</summary>
    private const int LongestJson = 64 * 1024;

    private const int HashLength = 32;

    /// <summary>
    /// Refuses with InvalidParameter what is no RegistrationResponseJSON, with WebAuthnCredentialNotSupported bad CBOR.
    /// </summary>
    public static NewCredential Read(string json)
    {
        if (json.Length > LongestJson)
        {
            throw AuthError.PasskeyUnreadable.AsException();
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var response = root.GetProperty("response");
            using var client = JsonDocument.Parse(Decode(response, "clientDataJSON"));
            var data = AuthenticatorData(Decode(response, "attestationObject"));
            return new NewCredential(
                Text(client.RootElement, "type"),
                Text(client.RootElement, "challenge"),
                Text(client.RootElement, "origin"),
                client.RootElement.TryGetProperty("crossOrigin", out var framed) && framed.ValueKind is JsonValueKind.True,
                data[..HashLength],
                root.TryGetProperty("authenticatorAttachment", out var at) && at.GetString() is "platform" or "cross-platform"
                    ? at.GetString()
                    : null);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw AuthError.PasskeyUnreadable.AsException();
        }
    }

    /// <summary>Refuses with the WebAuthn error that fits.</summary>
    /// <param name="party">Whom it must be for.</param>
    /// <param name="challenge">The challenge that was asked, in base64url.</param>
    public void CheckFor(RelyingParty party, string challenge)
    {
        if (Type != "webauthn.create")
        {
            throw AuthError.PasskeyNotSupported.AsException();
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Challenge), Encoding.UTF8.GetBytes(challenge)))
        {
            throw AuthError.PasskeyChallengeNotFound.AsException();
        }

        if (IsFramed || !party.Allows(Origin))
        {
            throw AuthError.PasskeyOriginNotAllowed.AsException();
        }

        if (!RelyingPartyIdHash.AsSpan().SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(party.Id))))
        {
            throw AuthError.PasskeyRelyingPartyMismatch.AsException();
        }
    }

    private static byte[] AuthenticatorData(byte[] attestationObject)
    {
        try
        {
            var reader = new CborReader(attestationObject, CborConformanceMode.Ctap2Canonical);
            for (var left = reader.ReadStartMap(); left > 0; left--)
            {
                if (reader.ReadTextString() == "authData")
                {
                    var data = reader.ReadByteString();
                    return data.Length > HashLength ? data : throw AuthError.PasskeyNotSupported.AsException();
                }

                reader.SkipValue();
            }
        }
        catch (Exception exception) when (exception is CborContentException or InvalidOperationException)
        {
            // Refused below: nothing else of it is read.
        }

        throw AuthError.PasskeyNotSupported.AsException();
    }

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw AuthError.PasskeyUnreadable.AsException();

    private static byte[] Decode(JsonElement element, string name) => Base64Url.DecodeFromChars(Text(element, name));
}
