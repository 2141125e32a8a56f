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

    public Task<ApiAnswer> CallAsync(string operation, object request) => World.Server.CallPublicAsync(operation, request);
}
