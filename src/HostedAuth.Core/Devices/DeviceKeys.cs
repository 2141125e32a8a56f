using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Devices;

/// <summary>The names by which a device is known.</summary>
public static class DeviceKeys
{
    private const int GroupBytes = 4;

    /// <summary>A fresh device key: region, underscore, UUID.</summary>
    public static string New(PoolSnapshot pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return $"{pool.Id.Split('_')[0]}_{Guid.NewGuid()}";
    }

    /// <summary>The device's group key: a hyphen and eight characters, worked out rather than stored.</summary>
    public static string GroupOf(PoolSnapshot pool, string deviceKey)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(deviceKey);
        var mac = HMACSHA256.HashData(pool.Keys.DeviceKey, Encoding.UTF8.GetBytes(deviceKey));
        return $"-{Convert.ToHexStringLower(mac.AsSpan(..GroupBytes))}";
    }
}
