using System.Text.RegularExpressions;

namespace HostedAuth.Core.Outbound;

/// <summary>Where a service of AWS is called.</summary>
internal static partial class AwsEndpoint
{
    /// <summary>The configured endpoint, or AWS's own in the region; without a slash at the end.</summary>
    /// <param name="configured">The endpoint of the settings, or nothing.</param>
    /// <param name="service">The service, as its host names it.</param>
    /// <param name="region">Checked with <see cref="RegionOf"/>.</param>
    public static string Of(string configured, string service, string region) =>
        configured is "" ? $"https://{service}.{region}.amazonaws.com" : configured.TrimEnd('/');

    /// <summary>The first that is a region: what a pool wrote must not bend the host that is called.</summary>
    public static string RegionOf(params ReadOnlySpan<string?> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (candidate is not null && Region().IsMatch(candidate))
            {
                return candidate;
            }
        }

        return "us-east-1";
    }

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}\\z")]
    private static partial Regex Region();
}
