using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Hashing;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn.Challenges;

namespace HostedAuth.Core.SignIn.Srp;

/// <summary>
/// The two steps of SRP as challenges: the server's public value goes out with a SECRET_BLOCK, in which all that the second
/// step needs comes back, sealed for one client. The server itself remembers nothing. Users and devices prove alike.
/// </summary>
public sealed class SrpHandshakes(Sealer sealer, SlowWork slowWork, TimeProvider time)
{
    public const string PublicValueResponse = "SRP_A";
    public const string SecretBlockResponse = "PASSWORD_CLAIM_SECRET_BLOCK";
    public const string SignatureResponse = "PASSWORD_CLAIM_SIGNATURE";
    public const string TimestampResponse = "TIMESTAMP";

    /// <summary>Longer than any of ours; what is longer is not looked at.</summary>
    private const int LongestBlock = 16 * 1024;

    /// <summary>
    /// SALT, SRP_B and SECRET_BLOCK for the A that a client sent. Refuses with InvalidParameter an A that is none, with
    /// TooManyRequests when the hashing lane is full.
    /// </summary>
    /// <param name="attempt">The attempt as it will be while it owes the second step: its id names the use of the block.</param>
    /// <param name="party">Who proves, or the pretence of one: both cost one power.</param>
    /// <param name="publicValue">SRP_A.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Dictionary<string, string>> OfferAsync(
        SignInAttempt attempt,
        SrpParty party,
        string publicValue,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(party);
        var a = SrpServer.ReadPublicValue(publicValue);
        var (serverPrivate, serverPublic) = await slowWork.RunAsync(
            () => SrpServer.MakeEphemeral(a, party.Verifier),
            cancellationToken);
        var block = new Block(attempt, Bytes(a), Bytes(serverPrivate), Bytes(serverPublic));
        return new Dictionary<string, string>
        {
            ["SALT"] = SrpServer.ToHex(party.Salt),
            ["SRP_B"] = SrpServer.ToHex(serverPublic),
            ["SECRET_BLOCK"] = Convert.ToBase64String(sealer.Seal(
                SealKind.SrpSecretBlock,
                Owner(attempt.PoolId, attempt.ClientId),
                PaddedJson.Write(block))),
        };
    }

    /// <summary>
    /// The attempt that the block of an answer was made for. Refuses with IncorrectUsernameOrPassword what this server did
    /// not seal for the client, with SessionExpired one that is too old.
    /// </summary>
    public SignInAttempt AttemptOf(ClientSnapshot client, IReadOnlyDictionary<string, string> responses)
    {
        var attempt = Open(client, responses).Block.Attempt;
        return time.GetUtcNow() < attempt.ExpiresAt ? attempt : throw AuthError.SessionExpired.AsException();
    }

    /// <summary>
    /// Reads the answer to an offer, before it counts as a guess. Refuses with InvalidParameter what is missing and a TIMESTAMP
    /// that is wrong, with IncorrectUsernameOrPassword another attempt's block.
    /// </summary>
    public SrpClaim Read(ClientSnapshot client, SignInAttempt attempt, IReadOnlyDictionary<string, string> responses)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var signature = responses.Require(SignatureResponse);
        var timestamp = responses.Require(TimestampResponse);
        var (block, bytes) = Open(client, responses);
        SrpTimestamp.Check(timestamp, time.GetUtcNow());
        if (block.Attempt.Id != attempt.Id)
        {
            throw AuthError.IncorrectUsernameOrPassword.AsException();
        }

        return new SrpClaim(
            Number(block.A), Number(block.Own), Number(block.Shown), bytes, timestamp, signature);
    }

    /// <summary>
    /// Whether the answer proves the party's secret. Costs two powers, whoever it is. Refuses with TooManyRequests when the
    /// hashing lane is full.
    /// </summary>
    public async Task<bool> ProvesAsync(SrpClaim claim, SrpParty party, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(party);
        var key = await slowWork.RunAsync(
            () => SrpServer.KeyOf(claim.ClientPublic, claim.ServerPublic, claim.ServerPrivate, party.Verifier),
            cancellationToken);
        var expected = SrpServer.Sign(key, party.Group, party.Name, claim.SecretBlock, claim.Timestamp);
        var given = new byte[expected.Length];
        return Convert.TryFromBase64String(claim.Signature, given, out var length)
            && CryptographicOperations.FixedTimeEquals(expected, given.AsSpan(..length));
    }

    private (Block Block, byte[] Bytes) Open(ClientSnapshot client, IReadOnlyDictionary<string, string> responses)
    {
        ArgumentNullException.ThrowIfNull(client);
        var text = responses.Require(SecretBlockResponse);
        var buffer = new byte[Math.Min(text.Length, LongestBlock)];
        if (text.Length > LongestBlock
            || !Convert.TryFromBase64String(text, buffer, out var length)
            || !sealer.TryOpen(SealKind.SrpSecretBlock, Owner(client.Pool.Id, client.ClientId), buffer[..length], out var clear))
        {
            throw AuthError.IncorrectUsernameOrPassword.AsException();
        }

        return (JsonSerializer.Deserialize<Block>(clear)!, buffer[..length]);
    }

    private static string Owner(string poolId, string clientId) => $"{poolId}/{clientId}";

    private static byte[] Bytes(BigInteger number) => number.ToByteArray(isUnsigned: true, isBigEndian: true);

    private static BigInteger Number(byte[] bytes) => SrpGroup.FromBytes(bytes);

    /// <summary>What SECRET_BLOCK seals; its names are short, since clients carry it.</summary>
    /// <param name="Attempt">The attempt that owes the second step.</param>
    /// <param name="A">Of the client.</param>
    /// <param name="Own">b.</param>
    /// <param name="Shown">B.</param>
    private sealed record Block(SignInAttempt Attempt, byte[] A, byte[] Own, byte[] Shown);
}
