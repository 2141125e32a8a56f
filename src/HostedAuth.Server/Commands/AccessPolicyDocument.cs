using System.Text.Json;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.AccessKeys;

namespace HostedAuth.Server.Commands;

/// <summary>Writes the policy of a key that is limited to a pool, or to reading.</summary>
internal static class AccessPolicyDocument
{
    private static readonly string[] ReadingActions =
    [
        "cognito-idp:Describe*", "cognito-idp:Get*", "cognito-idp:List*", "cognito-idp:AdminGet*", "cognito-idp:AdminList*",
    ];

    /// <param name="poolId">The one pool; null for all.</param>
    /// <param name="readOnly">Only operations that change nothing.</param>
    public static string Of(string? poolId, bool readOnly)
    {
        if (poolId is null && !readOnly)
        {
            return AccessPolicy.EverythingJson;
        }

        return JsonSerializer.Serialize(new
        {
            Version = "2012-10-17",
            Statement = new[]
            {
                new
                {
                    Effect = "Allow",
                    Action = readOnly ? ReadingActions : ["*"],
                    Resource = poolId is null ? "*" : PoolArn.Of(poolId).ToString(),
                },
            },
        });
    }
}
