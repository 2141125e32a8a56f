namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

// Clients.
internal static partial class SampleCalls
{
    private static readonly Dictionary<string, Func<SampleWorld, Task<object>>> ClientCalls = new()
    {
        ["CreateUserPoolClient"] = Of(w => new
        {
            UserPoolId = w.PoolId,
            ClientName = "client",
            GenerateSecret = true,
            CallbackURLs = new[] { "https://app.example.com/" },
            AllowedOAuthFlows = new[] { "code" },
            AllowedOAuthScopes = new[] { "openid" },
            AllowedOAuthFlowsUserPoolClient = true,
        }),
        ["DeleteUserPoolClient"] = OfClient(),
        ["DescribeUserPoolClient"] = OfClient(),
        ["ListUserPoolClients"] = Of(w => new { UserPoolId = w.PoolId, MaxResults = 10 }),
        ["UpdateUserPoolClient"] = OfClient(),
    };

    private static Func<SampleWorld, Task<object>> OfClient() =>
        async w => new { UserPoolId = w.PoolId, ClientId = (await w.CreateClientAsync(w.PoolId)).Id };
}
