using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Devices;

namespace HostedAuth.CognitoApi.Operations.Devices;

/// <param name="DeviceRememberedStatus">remembered or not_remembered; absent is the latter.</param>
public sealed record UpdateDeviceStatusRequest(string AccessToken, string DeviceKey, string? DeviceRememberedStatus)
    : IAccessTokenRequest;

/// <summary>The caller says whether a device is remembered. Refuses with ResourceNotFound.</summary>
internal sealed class UpdateDeviceStatus(UserDevices devices, Caller caller)
    : ICognitoOperation<UpdateDeviceStatusRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(UpdateDeviceStatusRequest request, CancellationToken cancellationToken)
    {
        var isRemembered = request.DeviceRememberedStatus == DeviceType.RememberedStatus;
        await devices.SetRememberedAsync(caller.Own().Id, request.DeviceKey, isRemembered, cancellationToken);

        return NoContent.Instance;
    }
}
