using System.Globalization;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Domains;

/// <summary>The domains of the pool, one prefix and one custom domain at most: made, changed, deleted.</summary>
public sealed class Domains(
    HostedAuthDbContext context,
    PoolScope scope,
    PoolDirectory directory,
    Database database,
    Settings settings,
    TimeProvider time)
{
    /// <summary>RFC 1035, section 2.3.4.</summary>
    private const int MaxLabel = 63;

    private static readonly string[] WordsReservedByAws = ["aws", "amazon", "cognito"];

    /// <summary>Gives the pool a domain. Refuses with InvalidParameter.</summary>
    /// <param name="domain">A prefix, or with <paramref name="custom"/> a whole host name.</param>
    /// <param name="custom">The certificate of a custom domain.</param>
    /// <param name="managedLoginVersion">1 or 2; null means 1.</param>
    /// <param name="routing">Kept as given.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<UserPoolDomain> CreateAsync(
        string domain,
        CustomDomainConfig? custom,
        int? managedLoginVersion,
        Routing? routing,
        CancellationToken cancellationToken)
    {
        CheckName(domain, isCustom: custom is not null);
        CheckVersion(managedLoginVersion);
        var row = new UserPoolDomain
        {
            PoolId = scope.Pool.Id,
            Domain = domain,
            CustomDomainConfig = custom,
            ManagedLoginVersion = managedLoginVersion ?? 1,
            Routing = routing,
            Version = NewVersion(),
        };
        try
        {
            await directory.ChangeAsync(
                context,
                scope.Pool.Id,
                async () =>
                {
                    await RefuseSecondAsync(row, cancellationToken);
                    context.Domains.Add(row);
                },
                cancellationToken);
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            throw AuthError.DomainTaken.AsException();
        }

        return row;
    }

    /// <summary>Changes certificate, page version and routing; what is absent stays. Refuses with InvalidParameter.</summary>
    public async Task<UserPoolDomain> UpdateAsync(
        string domain,
        CustomDomainConfig? custom,
        int? managedLoginVersion,
        Routing? routing,
        CancellationToken cancellationToken)
    {
        CheckVersion(managedLoginVersion);
        UserPoolDomain? row = null;
        await directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                row = await LoadAsync(domain, cancellationToken);
                if (custom is not null && !row.IsCustom)
                {
                    throw AuthError.InvalidParameter("A prefix domain can not have a certificate.").AsException();
                }

                row.CustomDomainConfig = custom ?? row.CustomDomainConfig;
                row.ManagedLoginVersion = managedLoginVersion ?? row.ManagedLoginVersion;
                row.Routing = routing ?? row.Routing;
                row.Version = NewVersion();
            },
            cancellationToken);
        return row!;
    }

    /// <summary>Takes the domain from the pool. Refuses with InvalidParameter when the pool doesn't have it.</summary>
    public Task DeleteAsync(string domain, CancellationToken cancellationToken) =>
        directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () => context.Domains.Remove(await LoadAsync(domain, cancellationToken)),
            cancellationToken);

    private void CheckName(string domain, bool isCustom)
    {
        if (!isCustom)
        {
            AuthError.RefuseInvalid(
                domain.Contains('.', StringComparison.Ordinal) || domain.Length > MaxLabel,
                "A prefix domain has at most 63 characters and no dot; a custom domain needs CustomDomainConfig.");
            var reserved = WordsReservedByAws.FirstOrDefault(word => domain.Contains(word, StringComparison.Ordinal));
            AuthError.RefuseInvalid(scope.Pool.IsStrict && reserved is not null, $"Domain cannot contain reserved word: {reserved}");
            return;
        }

        AuthError.RefuseInvalid(
            !domain.Contains('.', StringComparison.Ordinal)
                || domain.Split('.').Any(label => label.Length is 0 or > MaxLabel || label[0] == '-' || label[^1] == '-')
                || Uri.CheckHostName(domain) != UriHostNameType.Dns,
            "Custom domain is not a valid host name.");
        // Such a host is the deployment's own or some pool's prefix: with it one pool would speak for others.
        AuthError.RefuseInvalid(
            domain == new Uri(settings.PublicUrl).IdnHost || domain == settings.DomainSuffix
                || (settings.ClientCertificates.PublicUrl is { Length: > 0 } mutual && domain == new Uri(mutual).IdnHost)
                || domain.EndsWith("." + settings.DomainSuffix, StringComparison.OrdinalIgnoreCase),
            "Custom domain belongs to this deployment.");
    }

    private async Task RefuseSecondAsync(UserPoolDomain added, CancellationToken cancellationToken)
    {
        var others = await context.Domains.AsNoTracking().ToListAsync(cancellationToken);
        if (others.Any(other => other.IsCustom == added.IsCustom))
        {
            throw AuthError.PoolHasSuchDomain.AsException();
        }
    }

    private async Task<UserPoolDomain> LoadAsync(string domain, CancellationToken cancellationToken) =>
        await context.Domains.FirstOrDefaultAsync(row => row.Domain == domain, cancellationToken)
        ?? throw AuthError.NoSuchDomain.AsException();

    /// <summary>As AWS writes it: year to millisecond.</summary>
    private string NewVersion() => time.GetUtcNow().ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    private static void CheckVersion(int? managedLoginVersion) =>
        AuthError.RefuseInvalid(managedLoginVersion is not (null or 1 or 2), "ManagedLoginVersion must be 1 or 2.");
}
