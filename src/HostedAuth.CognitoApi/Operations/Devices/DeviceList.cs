using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Devices;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Devices;

/// <summary>The response of ListDevices and AdminListDevices.</summary>
public sealed record DevicesResponse(IReadOnlyList<DeviceType> Devices, string? PaginationToken);

/// <summary>What the two lists share: a page of a user's devices, by key.</summary>
internal static class DeviceList
{
    private const int MaxLimit = 60;

    public static async Task<DevicesResponse> ReadAsync(
        this UserDevices devices,
        PageTokens tokens,
        User user,
        int? limit,
        string? token,
        CancellationToken cancellationToken)
    {
        var count = limit.OrMost(MaxLimit);
        var list = $"ListDevices/{user.PoolId}/{user.Id}";
        var rows = await devices.ListAsync(user.Id, tokens.Open(list, token) ?? "", count + 1, cancellationToken);
        var page = tokens.Cut(list, rows, count, device => device.Key);
        return new([.. page.Items.Select(device => DeviceType.Of(user, device))], page.NextToken);
    }
}
