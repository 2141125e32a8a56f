namespace HostedAuth.CognitoApi.Protocol;

/// <summary>What a request is about, as policies name it.</summary>
internal static class RequestResource
{
    /// <summary>The pool's ARN; all pools for requests about no single pool, such as ListUserPools.</summary>
    public static string Of(object request, string region) => request switch
    {
        IPoolRequest { UserPoolId: var poolId } => PoolArn.Of(poolId).ToString(),
        // As it is named everywhere: two spellings of one pool would let a policy be walked round.
        IPoolArnRequest { ResourceArn: var arn } => PoolArn.Parse(arn).ToString(),
        _ => $"arn:aws:cognito-idp:{region}:{Caller.AccountId}:userpool/*",
    };
}
