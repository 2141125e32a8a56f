using HostedAuth.Core.Errors;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>The name of a pool in policies and tags: <c>arn:aws:cognito-idp:REGION:ACCOUNT:userpool/ID</c>.</summary>
/// <param name="Region">The region.</param>
/// <param name="PoolId">The pool.</param>
public sealed record PoolArn(string Region, string PoolId)
{
    /// <summary>The name of the pool; its region is the first part of its id.</summary>
    public static PoolArn Of(string poolId)
    {
        ArgumentNullException.ThrowIfNull(poolId);
        return new PoolArn(poolId.Split('_')[0], poolId);
    }

    /// <summary>Reads a name. Refuses with InvalidParameterException what names no pool of this server.</summary>
    public static PoolArn Parse(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        var parts = arn.Split(':', 6);
        return parts is ["arn", "aws", "cognito-idp", var region, Caller.AccountId, var resource]
            && resource.StartsWith("userpool/", StringComparison.Ordinal)
            && Of(resource["userpool/".Length..]).Region == region
            ? new PoolArn(region, resource["userpool/".Length..])
            : throw AuthError.InvalidParameter("The ResourceArn names no user pool.").AsException();
    }

    public override string ToString() => $"arn:aws:cognito-idp:{Region}:{Caller.AccountId}:userpool/{PoolId}";
}
