namespace HostedAuth.Core.UserPools;

/// <summary>The id of a pool that is gone and whose rows housekeeping deletes, a few at a time.</summary>
public sealed class DeletedPool
{
    public required string Id { get; init; }

    public required DateTimeOffset DeletedAt { get; init; }
}
