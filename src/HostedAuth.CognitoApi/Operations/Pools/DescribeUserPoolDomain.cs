using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Domains;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record DescribeUserPoolDomainRequest(string Domain);

public sealed record DescribeUserPoolDomainResponse(DomainDescriptionType DomainDescription);

/// <summary>A domain on the wire; empty for one that no pool has.</summary>
public sealed record DomainDescriptionType
{
    public string? UserPoolId { get; init; }

    public string? AWSAccountId { get; init; }

    public string? Domain { get; init; }

    public string? CloudFrontDistribution { get; init; }

    public string? Version { get; init; }

    public string? Status { get; init; }

    public CustomDomainConfig? CustomDomainConfig { get; init; }

    public int? ManagedLoginVersion { get; init; }

    public Routing? Routing { get; init; }
}

/// <summary>Tells about a domain and which pool has it; an empty description, not an error, when none has.</summary>
internal sealed class DescribeUserPoolDomain(PoolDirectory directory, PoolAddress address)
    : ICognitoOperation<DescribeUserPoolDomainRequest, DescribeUserPoolDomainResponse>
{
    public async Task<DescribeUserPoolDomainResponse> HandleAsync(
        DescribeUserPoolDomainRequest request,
        CancellationToken cancellationToken)
    {
        var pool = await directory.FindByDomainAsync(request.Domain, cancellationToken);
        if (pool?.Domains.First(row => row.Domain == request.Domain) is not { } domain)
        {
            return new(new());
        }

        return new(new()
        {
            UserPoolId = pool.Id,
            AWSAccountId = Caller.AccountId,
            Domain = domain.Domain,
            CloudFrontDistribution = address.TargetOf(domain),
            Version = domain.Version,
            Status = "ACTIVE",
            CustomDomainConfig = domain.CustomDomainConfig,
            ManagedLoginVersion = domain.ManagedLoginVersion,
            Routing = domain.Routing,
        });
    }
}
