using System.Net;
using System.Text.RegularExpressions;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Oidc;
using Microsoft.AspNetCore.Diagnostics;

namespace HostedAuth.Server.Hosting;

/// <summary>
/// Finds the pool that a request is about, by host or by the first segment of the path, enters it and moves the segment to
/// the path base. Behind it nobody cares which form was used. A request at the base host that names no pool passes on
/// without one.
/// </summary>
internal sealed partial class PoolAddressMiddleware(RequestDelegate next, PoolDirectory directory, Settings settings)
{
    private const string WellKnown = "/.well-known";

    private readonly string _baseHost = new Uri(settings.PublicUrl).IdnHost;
    private readonly string? _mutualAuthority = MutualAuthority(settings);
    private readonly string _domainSuffix = $".{settings.DomainSuffix}";

    public async Task InvokeAsync(HttpContext context, PoolScope scope)
    {
        var host = context.Request.Host.Host.ToLowerInvariant();
        if (IsMutual(context))
        {
            // No page: a browser that came here would be asked for a certificate, and sign in where no pool has its address.
            await InvokeBelowPathAsync(context, scope, OidcFace.PathsByCertificate.Contains, passesOn: false);
            return;
        }

        if (IsBaseHost(host))
        {
            // The issuer's documents are found below the issuer, also where pools answer at their domains only.
            await InvokeBelowPathAsync(
                context,
                scope,
                path => settings.PathAddresses || path.StartsWith(WellKnown, StringComparison.Ordinal),
                passesOn: true);
            return;
        }

        var domain = host.EndsWith(_domainSuffix, StringComparison.Ordinal) ? host[..^_domainSuffix.Length] : host;
        var pool = await directory.FindByDomainAsync(domain, context.RequestAborted);
        if (pool is not null)
        {
            scope.Enter(pool);
            await next(context);
        }
        else if (IsErrorPage(context))
        {
            await next(context);
        }
        else
        {
            await RefuseAsync(context, "No user pool has this domain.");
        }
    }

    /// <param name="context">The request.</param>
    /// <param name="scope">Entered, where the first segment names a pool.</param>
    /// <param name="answers">Whether a path below a pool answers here.</param>
    /// <param name="passesOn">Whether what names no pool is for somebody else.</param>
    private async Task InvokeBelowPathAsync(
        HttpContext context,
        PoolScope scope,
        Func<string, bool> answers,
        bool passesOn)
    {
        var path = Suffixed(context.Request.Path.Value ?? "");
        var end = path.Length < 2 ? -1 : path.IndexOf('/', 1);
        var first = path.Length < 2 ? "" : end < 0 ? path[1..] : path[1..end];
        var isPool = PoolId().IsMatch(first);
        if (passesOn && !isPool)
        {
            await next(context);
            return;
        }

        var rest = end < 0 ? "" : path[end..];
        var pool = isPool && answers(rest) ? await directory.FindAsync(first, context.RequestAborted) : null;
        if (pool is null)
        {
            await RefuseAsync(context, "There is no such user pool.");
            return;
        }

        scope.Enter(pool);
        context.Request.PathBase = context.Request.PathBase.Add($"/{first}");
        context.Request.Path = rest;
        await next(context);
    }

    /// <summary>
    /// A well-known path with the issuer's path after it is the same as before it (RFC 8414, sections 3.1 and 5):
    /// <c>/.well-known/oauth-authorization-server/{poolId}</c>.
    /// </summary>
    private static string Suffixed(string path) =>
        path.StartsWith(WellKnown, StringComparison.Ordinal) && InsertedWellKnown().Match(path) is { Success: true } match ? $"/{match.Groups[2].Value}{match.Groups[1].Value}" : path;

    /// <summary>
    /// The public name, an address, a name without a dot (a container's, <c>localhost</c>), or one of AWS's own where the
    /// network sends it here: names that nobody outside can point here, so that a page of another site can't reach what
    /// answers at the base host only by renaming itself.
    /// </summary>
    private bool IsBaseHost(string host) =>
        host == _baseHost
        || !host.Contains('.', StringComparison.Ordinal)
        || IPAddress.TryParse(host, out _)
        || AwsHost().IsMatch(host);

    /// <summary>Null where it is no address of its own.</summary>
    private static string? MutualAuthority(Settings settings) =>
        settings.ClientCertificates.PublicUrl is { Length: > 0 } url
        && new Uri(url).Authority is var authority
        && authority != new Uri(settings.PublicUrl).Authority
            ? authority
            : null;

    /// <summary>The address at which clients show their certificates.</summary>
    private bool IsMutual(HttpContext context) =>
        _mutualAuthority is not null && _mutualAuthority.Equals(context.Request.Host.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>The error page for a browser that came to a domain of no pool, with its files: nothing else answers there.</summary>
    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Request.Path.StartsWithSegments("/assets");

    private static Task RefuseAsync(HttpContext context, string sentence)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        if (context.Features.Get<IStatusCodePagesFeature>() is not null)
        {
            // A browser asked for a page: it gets the one for errors.
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence, context.RequestAborted);
    }

    [GeneratedRegex(@"\A(issuer-)?cognito-idp\.[a-z0-9-]{1,45}\.amazonaws\.com\z", RegexOptions.NonBacktracking)]
    private static partial Regex AwsHost();

    [GeneratedRegex(
        @"\A(/\.well-known/(?:openid-configuration|oauth-authorization-server))/([a-z0-9-]{1,45}_[0-9A-Za-z]{1,45})\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex InsertedWellKnown();

    [GeneratedRegex(@"\A[a-z0-9-]{1,45}_[0-9A-Za-z]{1,45}\z", RegexOptions.NonBacktracking)]
    private static partial Regex PoolId();
}
