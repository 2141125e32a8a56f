using System.Globalization;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.CognitoApi.Operations.Risk;

/// <param name="Username">User name, sub or alias.</param>
/// <param name="MaxResults">0 to 60; 0 and absent mean 60.</param>
/// <param name="NextToken">Of the last answer.</param>
public sealed record AdminListUserAuthEventsRequest(string UserPoolId, string Username, int? MaxResults, string? NextToken)
    : IPoolRequest;

public sealed record AdminListUserAuthEventsResponse(IReadOnlyList<AuthEventType> AuthEvents, string? NextToken);

/// <summary>
/// Lists what a user did, newest first. Refuses with UserNotFoundException, UserPoolAddOnNotEnabledException and
/// InvalidParameterException.
/// </summary>
internal sealed class AdminListUserAuthEvents(
    HostedAuthDbContext context,
    PoolScope scope,
    UserDirectory users,
    PageTokens tokens)
    : ICognitoOperation<AdminListUserAuthEventsRequest, AdminListUserAuthEventsResponse>
{
    private const int MaxLimit = 60;

    public async Task<AdminListUserAuthEventsResponse> HandleAsync(
        AdminListUserAuthEventsRequest request,
        CancellationToken cancellationToken)
    {
        if (!ThreatProtection.IsOn(scope.Pool))
        {
            throw AuthError.ThreatProtectionOff.AsException();
        }

        var user = await users.RequireToReadAsync(request.Username, cancellationToken);
        var limit = request.MaxResults.OrMost(MaxLimit);
        var list = $"AdminListUserAuthEvents/{scope.Pool.Id}/{user.Id}";
        var events = context.AuthEvents.AsNoTracking().Where(row => row.UserId == user.Id);
        if (tokens.Open(list, request.NextToken)?.Split('/') is [var ticks, var lastId])
        {
            var last = new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
#pragma warning disable CA1309 // Translated to SQL, where columns compare by bytes.
            events = events.Where(row =>
                row.CreatedAt < last || (row.CreatedAt == last && string.Compare(row.Id, lastId) < 0));
#pragma warning restore CA1309
        }

        var rows = await events.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        var page = tokens.Cut(list, rows, limit, row => $"{row.CreatedAt.UtcTicks}/{row.Id}");

        return new([.. page.Items.Select(AuthEventType.Of)], page.NextToken);
    }
}
