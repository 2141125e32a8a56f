using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Devices;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Devices;

/// <param name="UserPoolId">The pool.</param>
/// <param name="Username">Whose device.</param>
/// <param name="DeviceKey">Which.</param>
/// <param name="DeviceRememberedStatus">remembered or not_remembered; absent is the latter.</param>
public sealed record AdminUpdateDeviceStatusRequest(
    string UserPoolId,
    string Username,
    string DeviceKey,
    string? DeviceRememberedStatus) : IPoolRequest;

/// <summary>An administrator says whether a device is remembered. Refuses with UserNotFound, ResourceNotFound.</summary>
internal sealed class AdminUpdateDeviceStatus(UserDevices devices, UserDirectory users)
    : ICognitoOperation<AdminUpdateDeviceStatusRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(
        AdminUpdateDeviceStatusRequest request,
        CancellationToken cancellationToken)
    {
        var user = await users.RequireToReadAsync(request.Username, cancellationToken);
        var isRemembered = request.DeviceRememberedStatus == DeviceType.RememberedStatus;
        await devices.SetRememberedAsync(user.Id, request.DeviceKey, isRemembered, cancellationToken);

        return NoContent.Instance;
    }
}
