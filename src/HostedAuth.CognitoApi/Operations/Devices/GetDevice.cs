using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Devices;

namespace HostedAuth.CognitoApi.Operations.Devices;

public sealed record GetDeviceRequest(string AccessToken, string DeviceKey) : IAccessTokenRequest;

/// <summary>The response of GetDevice and AdminGetDevice.</summary>
public sealed record DeviceResponse(DeviceType Device);

/// <summary>Reads a device of the caller. Refuses with ResourceNotFound.</summary>
internal sealed class GetDevice(UserDevices devices, Caller caller) : ICognitoOperation<GetDeviceRequest, DeviceResponse>
{
    public async Task<DeviceResponse> HandleAsync(GetDeviceRequest request, CancellationToken cancellationToken)
    {
        var user = caller.Own();
        return new(DeviceType.Of(user, await devices.RequireAsync(user.Id, request.DeviceKey, cancellationToken)));
    }
}
