using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>An authenticator with one ES256 passkey; its properties bend what it says.</summary>
public sealed class SoftwareAuthenticator
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] CredentialId { get; init; } = RandomNumberGenerator.GetBytes(32);

    public string Origin { get; init; } = "http://localhost:5080";

    /// <summary>Null for the one that is asked for.</summary>
    public string? RelyingPartyId { get; init; }

    public string Type { get; init; } = "webauthn.create";

    public bool IsUserPresent { get; init; } = true;

    public bool IsFramed { get; init; }

    /// <summary>Whether its owner gave a PIN or a finger at the next use.</summary>
    public bool IsUserVerified { get; set; } = true;

    /// <summary>Of COSE: -7 is ES256.</summary>
    public int Algorithm { get; init; } = -7;

    /// <summary>RegistrationResponseJSON for CredentialCreationOptions.</summary>
    public JsonObject Register(string optionsJson)
    {
        var options = JsonDocument.Parse(optionsJson).RootElement;
        UserHandle = options.GetProperty("user").GetProperty("id").GetString();
        var clientData = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = Type,
            challenge = options.GetProperty("challenge").GetString(),
            origin = Origin,
            crossOrigin = IsFramed,
        });
        var id = Base64Url.EncodeToString(CredentialId);
        return new JsonObject
        {
            ["id"] = id,
            ["rawId"] = id,
            ["type"] = "public-key",
            ["authenticatorAttachment"] = "platform",
            ["clientExtensionResults"] = new JsonObject(),
            ["response"] = new JsonObject
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(clientData),
                ["attestationObject"] = Base64Url.EncodeToString(
                    AttestationObject(RelyingPartyId ?? options.GetProperty("rp").GetProperty("id").GetString()!)),
                ["transports"] = new JsonArray("internal", "hybrid"),
            },
        };
    }

    /// <summary>The signature counter of the next use.</summary>
    public int Counter { get; set; } = 1;

    /// <summary>AuthenticationResponseJSON for CREDENTIAL_REQUEST_OPTIONS.</summary>
    public string Use(string optionsJson)
    {
        var options = JsonDocument.Parse(optionsJson).RootElement;
        var clientData = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "webauthn.get",
            challenge = options.GetProperty("challenge").GetString(),
            origin = UseOrigin ?? Origin,
            crossOrigin = IsFramed,
        });
        var counter = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(counter, Counter);
        byte[] data =
        [
            .. SHA256.HashData(Encoding.UTF8.GetBytes(RelyingPartyId ?? options.GetProperty("rpId").GetString()!)),
            (byte)(IsUserVerified ? 0x05 : 0x01),
            .. counter,
        ];
        var signature = _key.SignData(
            [.. data, .. SHA256.HashData(clientData)],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence);
        var id = Base64Url.EncodeToString(CredentialId);
        return new JsonObject
        {
            ["id"] = id,
            ["rawId"] = id,
            ["type"] = "public-key",
            ["clientExtensionResults"] = new JsonObject(),
            ["response"] = new JsonObject
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(clientData),
                ["authenticatorData"] = Base64Url.EncodeToString(data),
                ["signature"] = Base64Url.EncodeToString(signature),
                ["userHandle"] = UserHandle,
            },
        }.ToJsonString();
    }

    /// <summary>Whose the passkey is, as the registration said; an authenticator gives it back with each use.</summary>
    public string? UserHandle { get; set; }

    /// <summary>The origin of a use, where it differs.</summary>
    public string? UseOrigin { get; set; }

    private byte[] AttestationObject(string relyingPartyId)
    {
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString("none");
        writer.WriteTextString("attStmt");
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteTextString("authData");
        writer.WriteByteString(AuthenticatorData(relyingPartyId));
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>Web Authentication, section 6.1: hash, flags, counter, then the attested credential.</summary>
    private byte[] AuthenticatorData(string relyingPartyId)
    {
        const byte verifiedAndAttested = 0x44;
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)CredentialId.Length);
        return
        [
            .. SHA256.HashData(Encoding.UTF8.GetBytes(relyingPartyId)),
            (byte)(verifiedAndAttested | (IsUserPresent ? 1 : 0)),
            .. new byte[4],
            .. new byte[16],
            .. length,
            .. CredentialId,
            .. PublicKey(),
        ];
    }

    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(5);
        writer.WriteInt32(1);
        writer.WriteInt32(2);
        writer.WriteInt32(3);
        writer.WriteInt32(Algorithm);
        writer.WriteInt32(-1);
        writer.WriteInt32(1);
        writer.WriteInt32(-2);
        writer.WriteByteString(point.X!);
        writer.WriteInt32(-3);
        writer.WriteByteString(point.Y!);
        writer.WriteEndMap();
        return writer.Encode();
    }
}
