using HostedAuth.Core.Groups;

namespace HostedAuth.CognitoApi.Operations.Groups;

/// <summary>A group on the wire.</summary>
public sealed record GroupType(
    string GroupName,
    string UserPoolId,
    string? Description,
    string? RoleArn,
    int? Precedence,
    DateTimeOffset LastModifiedDate,
    DateTimeOffset CreationDate)
{
    public static GroupType Of(Group group) => new(
        group.Name,
        group.PoolId,
        group.Description,
        group.RoleArn,
        group.Precedence,
        group.ModifiedAt,
        group.CreatedAt);
}
