using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using HostedAuth.CognitoApi;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Errors;
using HostedAuth.Server.Pages;
using Microsoft.AspNetCore.Diagnostics;

namespace HostedAuth.Server.Hosting;

/// <summary>
/// How many requests a second one address may make. The API answers TooManyRequestsException, everything else 429. Counted
/// on each node by itself: it keeps a flood off, it guards no secret.
/// </summary>
internal static class AddressLimits
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    public static void AddAddressLimits(this IServiceCollection services, Settings settings) =>
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(http =>
                http.Request.Path == "/health" || IsTelling(http)
                    ? RateLimitPartition.GetNoLimiter(IPAddress.None)
                    : RateLimitPartition.GetTokenBucketLimiter(Caller(http), _ => Bucket(settings.RateLimits.PerAddress)));
            options.OnRejected = (rejected, cancellationToken) => RefuseAsync(rejected.HttpContext, cancellationToken);
        });

    /// <summary>Counts, where there is a limit.</summary>
    public static void UseAddressLimits(this WebApplication app, Settings settings)
    {
        if (settings.RateLimits.PerAddress > 0)
        {
            app.UseRateLimiter();
        }
    }

    /// <summary>The page that says what was refused is no request of its own.</summary>
    private static bool IsTelling(HttpContext http) => http.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    private static TokenBucketRateLimiterOptions Bucket(int perSecond) => new()
    {
        TokenLimit = perSecond,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };

    /// <summary>The address; of IPv6 the network (/64), since one household has all of it.</summary>
    private static IPAddress Caller(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static async ValueTask RefuseAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (CognitoFace.IsMeant(http.Request))
        {
            await CognitoFace.RefuseAsync(http, AuthError.RateExceeded with { RetryAfter = Wait }, cancellationToken);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = Wait.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        if (PageServices.WantsPage(http))
        {
            // Left empty, the answer is filled with our page.
            return;
        }

        await http.Response.WriteAsync("Too many requests. Please try again in a moment.", cancellationToken);
    }
}
