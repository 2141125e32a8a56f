using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools.Settings;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.CognitoApi.Operations.Pools;

/// <param name="MaxResults">1 to 60.</param>
/// <param name="NextToken">Of the last answer.</param>
public sealed record ListUserPoolsRequest(int MaxResults, string? NextToken);

public sealed record ListUserPoolsResponse(IReadOnlyList<UserPoolDescriptionType> UserPools, string? NextToken);

public sealed record UserPoolDescriptionType(
    string Id,
    string Name,
    LambdaConfig LambdaConfig,
    DateTimeOffset LastModifiedDate,
    DateTimeOffset CreationDate);

/// <summary>Lists the user pools of the region that signed the call, by id. Refuses with InvalidParameter.</summary>
internal sealed class ListUserPools(HostedAuthDbContext context, PageTokens tokens, Caller caller)
    : ICognitoOperation<ListUserPoolsRequest, ListUserPoolsResponse>
{
    public async Task<ListUserPoolsResponse> HandleAsync(
        ListUserPoolsRequest request,
        CancellationToken cancellationToken)
    {
        var list = $"ListUserPools/{caller.Region}";
        var after = tokens.Open(list, request.NextToken) ?? "";
        var pools = await context.UserPools.AsNoTracking()
#pragma warning disable CA1309 // Translated to SQL, where columns compare by bytes.
            .Where(pool => pool.Region == caller.Region && string.Compare(pool.Id, after) > 0)
#pragma warning restore CA1309
            .OrderBy(pool => pool.Id)
            .Take(request.MaxResults + 1)
            .Select(pool => new { pool.Id, pool.Name, pool.Settings, pool.ModifiedAt, pool.CreatedAt })
            .ToListAsync(cancellationToken);
        var page = tokens.Cut(list, pools, request.MaxResults, pool => pool.Id);

        return new(
            [.. page.Items.Select(pool => new UserPoolDescriptionType(
                pool.Id,
                pool.Name,
                pool.Settings.LambdaConfig ?? new(),
                pool.ModifiedAt,
                pool.CreatedAt))],
            page.NextToken);
    }
}
