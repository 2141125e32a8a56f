namespace HostedAuth.Core.AppClients;

/// <summary>The id of a client that is gone and whose rows housekeeping deletes, a few at a time.</summary>
public sealed class DeletedClient
{
    public required string PoolId { get; init; }

    public required string ClientId { get; init; }

    public required DateTimeOffset DeletedAt { get; init; }
}
