using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using HostedAuth.Core.SignIn.Srp;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

namespace HostedAuth.Bench;

/// <summary>Sign-in by SRP, and what its mathematics alone costs.</summary>
internal static class SrpRows
{
    private const int Count = 50;

    /// <summary>The server's three modular powers alone: the yardstick.</summary>
    public static Row MeasurePowers()
    {
        var client = BigInteger.Parse("0" + new SrpClient().SrpA, System.Globalization.NumberStyles.HexNumber, null);
        var verifier = BigInteger.ModPow(SrpGroup.Generator, SrpGroup.FromBytes(RandomNumberGenerator.GetBytes(32)), SrpGroup.Prime);
        return Yardstick.Measure("(SRP's modular powers alone)", Count, () => Handshake(client, verifier));
    }

    public static Func<Task<bool>> SignIn(HttpClient http, ServerProcess server, World world) =>
        async () => (await TokensAsync(http, server, world, World.Username)).TryGetProperty("AuthenticationResult", out _);

    /// <summary>What PASSWORD_VERIFIER is answered with: tokens, or the next challenge.</summary>
    public static async Task<JsonElement> TokensAsync(HttpClient http, ServerProcess server, World world, string username)
    {
        var srp = new SrpClient();
        var asked = await Api.CallAsync(http, server, "InitiateAuth", new
        {
            AuthFlow = "USER_SRP_AUTH",
            ClientId = world.ApiClientId,
            AuthParameters = new Dictionary<string, string> { ["USERNAME"] = username, ["SRP_A"] = srp.SrpA },
        }, signed: false);
        var parameters = asked.GetProperty("ChallengeParameters");
        return await Api.CallAsync(http, server, "RespondToAuthChallenge", new
        {
            ChallengeName = "PASSWORD_VERIFIER",
            ClientId = world.ApiClientId,
            ChallengeResponses = srp.Answer(
                name => parameters.GetProperty(name).GetString()!,
                world.PoolId,
                World.Password,
                TimeProvider.System.GetUtcNow()),
        }, signed: false);
    }

    private static void Handshake(BigInteger client, BigInteger verifier)
    {
        var (own, shown) = SrpServer.MakeEphemeral(client, verifier);
        SrpServer.KeyOf(client, shown, own, verifier);
    }
}
