using HostedAuth.Server.Tests.CognitoApi.Operations.Devices;

namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

// Of devices.
internal static partial class SampleCalls
{
    private static readonly Dictionary<string, Func<SampleWorld, Task<object>>> DeviceCalls = new()
    {
        ["AdminForgetDevice"] = OfAdminsDevice(),
        ["AdminGetDevice"] = OfAdminsDevice(),
        ["AdminListDevices"] = async w =>
        {
            var device = await ConfirmedAsync(w);
            return new { UserPoolId = device.World.PoolId, device.Username, Limit = 10 };
        },
        ["AdminUpdateDeviceStatus"] = async w =>
        {
            var device = await ConfirmedAsync(w);
            return new
            {
                UserPoolId = device.World.PoolId,
                device.Username,
                DeviceKey = device.Key,
                DeviceRememberedStatus = "remembered",
            };
        },
        ["ConfirmDevice"] = async w =>
        {
            var device = await DeviceWorld.SignInAsync(await DeviceWorld.CreateAsync(w), "alice");
            return new
            {
                device.AccessToken,
                DeviceKey = device.Key,
                DeviceName = "telephone",
                DeviceSecretVerifierConfig = device.VerifierConfig(),
            };
        },
        ["ForgetDevice"] = OfDevice(),
        ["GetDevice"] = OfDevice(),
        ["ListDevices"] = async w => new { (await ConfirmedAsync(w)).AccessToken, Limit = 10 },
        ["UpdateDeviceStatus"] = async w =>
        {
            var device = await ConfirmedAsync(w);
            return new { device.AccessToken, DeviceKey = device.Key, DeviceRememberedStatus = "remembered" };
        },
    };

    private static Func<SampleWorld, Task<object>> OfDevice() => async w =>
    {
        var device = await ConfirmedAsync(w);
        return new { device.AccessToken, DeviceKey = device.Key };
    };

    private static Func<SampleWorld, Task<object>> OfAdminsDevice() => async w =>
    {
        var device = await ConfirmedAsync(w);
        return new { UserPoolId = device.World.PoolId, device.Username, DeviceKey = device.Key };
    };

    private static async Task<TestDevice> ConfirmedAsync(SampleWorld w)
    {
        var device = await DeviceWorld.SignInAsync(await DeviceWorld.CreateAsync(w), "alice");
        (await device.ConfirmAsync()).ShouldSucceed();
        return device;
    }
}
