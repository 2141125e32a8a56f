using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.SignIn.Srp;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Devices;

/// <summary>A client's device: what it was called at sign-in, and the secret it made up.</summary>
internal sealed record TestDevice(SignInWorld World, string Username, string Key, string GroupKey, ApiAnswer Tokens)
{
    public string Secret { get; init; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(40));

    private SrpClient Srp { get; } = new();

    public string AccessToken => Tokens.Text("AuthenticationResult.AccessToken")!;

    public string RefreshToken => Tokens.Text("AuthenticationResult.RefreshToken")!;

    public static TestDevice Of(SignInWorld world, string username, ApiAnswer tokens) => new(
        world,
        username,
        tokens.Text("AuthenticationResult.NewDeviceMetadata.DeviceKey").ShouldNotBeNull(tokens.Body),
        tokens.Text("AuthenticationResult.NewDeviceMetadata.DeviceGroupKey").ShouldNotBeNull(),
        tokens);

    /// <summary>DeviceSecretVerifierConfig as clients compute it.</summary>
    public Dictionary<string, string> VerifierConfig()
    {
        var salt = SrpGroup.FromBytes(RandomNumberGenerator.GetBytes(16));
        var inner = SHA256.HashData(Encoding.UTF8.GetBytes($"{GroupKey}{Key}:{Secret}"));
        var x = SrpGroup.FromBytes(SHA256.HashData([.. SrpGroup.Pad(salt), .. inner]));
        var verifier = BigInteger.ModPow(SrpGroup.Generator, x, SrpGroup.Prime);
        return new()
        {
            ["Salt"] = Convert.ToBase64String(SrpGroup.Pad(salt)),
            ["PasswordVerifier"] = Convert.ToBase64String(SrpGroup.Pad(verifier)),
        };
    }

    public Task<ApiAnswer> ConfirmAsync(string? name = null) => CallAsync("ConfirmDevice", new
    {
        AccessToken,
        DeviceKey = Key,
        DeviceName = name,
        DeviceSecretVerifierConfig = VerifierConfig(),
    });

    public Task<ApiAnswer> GetAsync() => CallAsync("GetDevice", new { AccessToken, DeviceKey = Key });

    public Task<ApiAnswer> SetStatusAsync(string status) =>
        CallAsync("UpdateDeviceStatus", new { AccessToken, DeviceKey = Key, DeviceRememberedStatus = status });

    public Task<ApiAnswer> ForgetAsync(TestDevice? by = null) =>
        CallAsync("ForgetDevice", new { (by ?? this).AccessToken, DeviceKey = Key });

    /// <summary>Signs in by password on this device, as far as that goes.</summary>
    public Task<ApiAnswer> SignInAsync(string? username = null) => CallAsync("InitiateAuth", new
    {
        AuthFlow = "USER_PASSWORD_AUTH",
        ClientId = World.Client.Id,
        AuthParameters = new { USERNAME = username ?? Username, PASSWORD = SignInWorld.Password, DEVICE_KEY = Key },
    });

    /// <summary>Answers DEVICE_SRP_AUTH.</summary>
    public Task<ApiAnswer> BeginAsync(ApiAnswer asked, string? srpA = null) => RespondAsync(
        "DEVICE_SRP_AUTH",
        asked.Text("Session"),
        new() { ["USERNAME"] = Username, ["DEVICE_KEY"] = Key, ["SRP_A"] = srpA ?? Srp.SrpA });

    /// <summary>The answer to DEVICE_PASSWORD_VERIFIER.</summary>
    /// <param name="challenge">The challenge.</param>
    /// <param name="srp">Whose public value it was begun with; the device's own when null.</param>
    public Dictionary<string, string> Proof(ApiAnswer challenge, SrpClient? srp = null)
    {
        challenge.ShouldSucceed();
        var proof = (srp ?? Srp).Answer(
            name => challenge.Text($"ChallengeParameters.{name}")!, GroupKey, Key, Secret, World.Server.Clock.GetUtcNow());
        proof["USERNAME"] = Username;
        proof["DEVICE_KEY"] = Key;
        return proof;
    }

    /// <summary>Answers DEVICE_PASSWORD_VERIFIER.</summary>
    public Task<ApiAnswer> ProveAsync(ApiAnswer challenge, bool withSession = true) =>
        RespondAsync("DEVICE_PASSWORD_VERIFIER", withSession ? challenge.Text("Session") : null, Proof(challenge));

    public Task<ApiAnswer> RespondAsync(string challenge, string? session, Dictionary<string, string> responses) =>
        CallAsync("RespondToAuthChallenge", new
        {
            ChallengeName = challenge,
            ClientId = World.Client.Id,
            Session = session,
            ChallengeResponses = responses,
        });

    public Task<ApiAnswer> RefreshAsync(string? deviceKey) => CallAsync("InitiateAuth", new
    {
        AuthFlow = "REFRESH_TOKEN_AUTH",
        ClientId = World.Client.Id,
        AuthParameters = deviceKey is null
            ? new Dictionary<string, string> { ["REFRESH_TOKEN"] = RefreshToken }
            : new() { ["REFRESH_TOKEN"] = RefreshToken, ["DEVICE_KEY"] = deviceKey },
    });

    public Task<ApiAnswer> CallAsync(string operation, object request) => World.Server.CallPublicAsync(operation, request);
}
