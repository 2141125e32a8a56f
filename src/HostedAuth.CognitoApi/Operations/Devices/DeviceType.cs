using HostedAuth.Core.Devices;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Devices;

/// <summary>A device on the wire.</summary>
public sealed record DeviceType(
    string DeviceKey,
    IReadOnlyList<AttributeType> DeviceAttributes,
    DateTimeOffset DeviceCreateDate,
    DateTimeOffset DeviceLastModifiedDate,
    DateTimeOffset DeviceLastAuthenticatedDate)
{
    public static DeviceType Of(User user, Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return new(
            device.Key,
            [.. AttributesOf(user, device)],
            device.CreatedAt,
            device.ModifiedAt,
            device.LastAuthenticatedAt);
    }

    /// <summary>By AWS's names; those that begin with <c>dev:</c> are the service's own.</summary>
    private static IEnumerable<AttributeType> AttributesOf(User user, Device device)
    {
        var owner = $"{user.Username}.{device.PoolId}.{user.Id}";
        var region = device.PoolId.Split('_')[0];
        yield return new("device_status", "valid");
        if (device.Name is not null)
        {
            yield return new("device_name", device.Name);
        }

        yield return new(
            "dev:device_arn",
            $"arn:aws:cognito-idp:{region}:{Protocol.Caller.AccountId}:owner/{owner}/device/{device.Key}");
        yield return new("dev:device_owner", owner);
        if (device.LastIpAddress is not null)
        {
            yield return new("last_ip_used", device.LastIpAddress);
        }

        yield return new("dev:device_remembered_status", device.IsRemembered ? RememberedStatus : ForgettableStatus);
        yield return new("dev:device_sdk", "aws-sdk-unknown-unknown");
    }

    /// <summary>DeviceRememberedStatusType.</summary>
    public const string RememberedStatus = "remembered";

    private const string ForgettableStatus = "not_remembered";
}
