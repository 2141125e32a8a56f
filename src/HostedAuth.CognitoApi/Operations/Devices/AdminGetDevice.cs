using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Devices;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Devices;

public sealed record AdminGetDeviceRequest(string UserPoolId, string Username, string DeviceKey) : IPoolRequest;

/// <summary>Reads a device of a user. Refuses with UserNotFound, ResourceNotFound.</summary>
internal sealed class AdminGetDevice(UserDevices devices, UserDirectory users)
    : ICognitoOperation<AdminGetDeviceRequest, DeviceResponse>
{
    public async Task<DeviceResponse> HandleAsync(AdminGetDeviceRequest request, CancellationToken cancellationToken)
    {
        var user = await users.RequireToReadAsync(request.Username, cancellationToken);
        return new(DeviceType.Of(user, await devices.RequireAsync(user.Id, request.DeviceKey, cancellationToken)));
    }
}
