using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Devices;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Devices;

/// <param name="UserPoolId">The pool.</param>
/// <param name="Username">Whose devices.</param>
/// <param name="Limit">0 to 60; 0 and absent mean 60.</param>
/// <param name="PaginationToken">Of the last answer.</param>
public sealed record AdminListDevicesRequest(string UserPoolId, string Username, int? Limit, string? PaginationToken)
    : IPoolRequest;

/// <summary>Lists a user's devices by key. Refuses with UserNotFound, InvalidParameter.</summary>
internal sealed class AdminListDevices(UserDevices devices, UserDirectory users, PageTokens tokens)
    : ICognitoOperation<AdminListDevicesRequest, DevicesResponse>
{
    public async Task<DevicesResponse> HandleAsync(AdminListDevicesRequest request, CancellationToken cancellationToken)
    {
        var user = await users.RequireToReadAsync(request.Username, cancellationToken);
        return await devices.ReadAsync(tokens, user, request.Limit, request.PaginationToken, cancellationToken);
    }
}
