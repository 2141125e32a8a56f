using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Devices;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Devices;

public sealed record AdminForgetDeviceRequest(string UserPoolId, string Username, string DeviceKey) : IPoolRequest;

/// <summary>Forgets a device of a user and ends what was signed in on it. Refuses with UserNotFound, ResourceNotFound.</summary>
internal sealed class AdminForgetDevice(DeviceRemoval devices, UserDirectory users)
    : ICognitoOperation<AdminForgetDeviceRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminForgetDeviceRequest request, CancellationToken cancellationToken)
    {
        var user = await users.RequireToReadAsync(request.Username, cancellationToken);
        await devices.ForgetAsync(user.Id, request.DeviceKey, exceptTokenSessionId: null, cancellationToken);

        return NoContent.Instance;
    }
}
