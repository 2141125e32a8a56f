using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.SignIn.Srp;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>The client's half of SRP, by the client's formula.</summary>
internal sealed class SrpClient
{
    private readonly BigInteger _a = SrpGroup.FromBytes(RandomNumberGenerator.GetBytes(32));

    public string SrpA => SrpServer.ToHex(A);

    private BigInteger A => BigInteger.ModPow(SrpGroup.Generator, _a, SrpGroup.Prime);

    /// <summary>The answer to PASSWORD_VERIFIER.</summary>
    /// <param name="parameterOf">The challenge's parameters (ChallengeParameters), by name.</param>
    /// <param name="poolId">The pool's id.</param>
    /// <param name="password">As typed.</param>
    /// <param name="now">TIMESTAMP.</param>
    public Dictionary<string, string> Answer(Func<string, string> parameterOf, string poolId, string password, DateTimeOffset now) =>
        Answer(
            parameterOf,
            poolId[(poolId.IndexOf('_', StringComparison.Ordinal) + 1)..],
            parameterOf("USER_ID_FOR_SRP"),
            password,
            now);

    /// <summary>The answer of whoever has a secret: a device by its group key and key, in place of the pool and the user.</summary>
    public Dictionary<string, string> Answer(
        Func<string, string> parameterOf,
        string group,
        string user,
        string password,
        DateTimeOffset now)
    {
        var (salt, b) = (Number(parameterOf("SALT")), Number(parameterOf("SRP_B")));
        var k = Hash([.. SrpGroup.Pad(SrpGroup.Prime), .. SrpGroup.Pad(SrpGroup.Generator)]);
        var x = Hash([.. SrpGroup.Pad(salt), .. SHA256.HashData(Encoding.UTF8.GetBytes($"{group}{user}:{password}"))]);
        var u = Hash([.. SrpGroup.Pad(A), .. SrpGroup.Pad(b)]);
        var blinded = b - (k * BigInteger.ModPow(SrpGroup.Generator, x, SrpGroup.Prime) % SrpGroup.Prime) + SrpGroup.Prime;
        var s = BigInteger.ModPow(blinded % SrpGroup.Prime, _a + (u * x), SrpGroup.Prime);
        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, SrpGroup.Pad(s), 16, SrpGroup.Pad(u), Encoding.UTF8.GetBytes("Caldera Derived Key"));
        var timestamp = now.UtcDateTime.ToString("ddd MMM d HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
        var block = parameterOf("SECRET_BLOCK");
        return new()
        {
            ["USERNAME"] = user,
            ["TIMESTAMP"] = timestamp,
            ["PASSWORD_CLAIM_SECRET_BLOCK"] = block,
            ["PASSWORD_CLAIM_SIGNATURE"] = Convert.ToBase64String(
                SrpServer.Sign(key, group, user, Convert.FromBase64String(block), timestamp)),
        };
    }

    private static BigInteger Hash(byte[] bytes) => SrpGroup.FromBytes(SHA256.HashData(bytes));

    private static BigInteger Number(string hex) =>
        BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
