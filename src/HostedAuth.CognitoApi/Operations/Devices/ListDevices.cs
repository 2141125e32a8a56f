using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Devices;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Devices;

/// <param name="AccessToken">Whose devices.</param>
/// <param name="Limit">0 to 60; 0 and absent mean 60.</param>
/// <param name="PaginationToken">Of the last answer.</param>
public sealed record ListDevicesRequest(string AccessToken, int? Limit, string? PaginationToken) : IAccessTokenRequest;

/// <summary>Lists the caller's devices by key. Refuses with InvalidParameter.</summary>
internal sealed class ListDevices(UserDevices devices, PageTokens tokens, Caller caller)
    : ICognitoOperation<ListDevicesRequest, DevicesResponse>
{
    public Task<DevicesResponse> HandleAsync(ListDevicesRequest request, CancellationToken cancellationToken) =>
        devices.ReadAsync(tokens, caller.Own(), request.Limit, request.PaginationToken, cancellationToken);
}
