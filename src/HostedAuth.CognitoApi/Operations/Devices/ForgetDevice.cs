using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Devices;

namespace HostedAuth.CognitoApi.Operations.Devices;

public sealed record ForgetDeviceRequest(string AccessToken, string DeviceKey) : IAccessTokenRequest;

/// <summary>Forgets a device of the caller and ends what was signed in on it. Refuses with ResourceNotFound.</summary>
internal sealed class ForgetDevice(DeviceRemoval devices, Caller caller) : ICognitoOperation<ForgetDeviceRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(ForgetDeviceRequest request, CancellationToken cancellationToken)
    {
        var user = caller.Own();
        await devices.ForgetAsync(user.Id, request.DeviceKey, caller.User!.Session.Id, cancellationToken);

        return NoContent.Instance;
    }
}
