using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Devices;

namespace HostedAuth.CognitoApi.Operations.Devices;

/// <param name="DeviceKey">As NewDeviceMetadata had it.</param>
/// <param name="DeviceName">What the owner sees.</param>
public sealed record ConfirmDeviceRequest(
    string AccessToken,
    string DeviceKey,
    string? DeviceName,
    DeviceSecretVerifierConfig? DeviceSecretVerifierConfig) : IAccessTokenRequest;

/// <summary>Both in base64 (DeviceSecretVerifierConfigType).</summary>
public sealed record DeviceSecretVerifierConfig(string? PasswordVerifier, string? Salt);

public sealed record ConfirmDeviceResponse(bool UserConfirmationNecessary);

/// <summary>
/// Makes the device of the caller's sign-in known, and remembers it unless its user is to be asked. Refuses with
/// InvalidParameter and DeviceKeyExists.
/// </summary>
internal sealed class ConfirmDevice(UserDevices devices, Caller caller)
    : ICognitoOperation<ConfirmDeviceRequest, ConfirmDeviceResponse>
{
    public async Task<ConfirmDeviceResponse> HandleAsync(ConfirmDeviceRequest request, CancellationToken cancellationToken)
    {
        caller.Own();
        var config = request.DeviceSecretVerifierConfig;
        var verifier = DeviceVerifier.Read(config?.Salt, config?.PasswordVerifier);

        return new(await devices.ConfirmAsync(
            caller.User!, request.DeviceKey, verifier, request.DeviceName, cancellationToken));
    }
}
