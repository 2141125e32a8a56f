namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

// Clients.
internal static partial class SampleCalls
{
    private static readonly Dictionary<string, Func<SampleWorld, Task<object>>> ClientCalls = new()
    {
        ["AddUserPoolClientSecret"] = OfConfidentialClient(),
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
        ["DeleteUserPoolClientSecret"] = async w =>
        {
            var client = await w.CreateClientAsync(w.PoolId, new { GenerateSecret = true });
            var added = await w.CallAsync("AddUserPoolClientSecret", new { UserPoolId = w.PoolId, ClientId = client.Id });
            return new
            {
                UserPoolId = w.PoolId,
                ClientId = client.Id,
                ClientSecretId = added.ShouldSucceed().Text("ClientSecretDescriptor.ClientSecretId"),
            };
        },
        ["DescribeUserPoolClient"] = OfClient(),
        ["GetUserPoolClientMetadata"] = OfClient(),
        ["GetUserPoolOAuthConfiguration"] = Of(w => new { UserPoolId = w.PoolId }),
        ["ListUserPoolClientSecrets"] = OfConfidentialClient(),
        ["ListUserPoolClients"] = Of(w => new { UserPoolId = w.PoolId, MaxResults = 10 }),
        ["SetUserPoolClientMetadata"] = async w => new
        {
            UserPoolId = w.PoolId,
            ClientId = (await w.CreateClientAsync(w.PoolId)).Id,
            Metadata = new { require_pushed_authorization_requests = true, contacts = new[] { "ada@example.com" } },
        },
        ["SetUserPoolOAuthConfiguration"] = async w => new
        {
            UserPoolId = await w.CreatePoolAsync(),
            OAuthConfiguration = new { SigningAlgorithm = "ES256", KeyRotationDays = 90 },
        },
        ["UpdateUserPoolClient"] = OfClient(),
    };

    private static Func<SampleWorld, Task<object>> OfConfidentialClient() => async w => new
    {
        UserPoolId = w.PoolId,
        ClientId = (await w.CreateClientAsync(w.PoolId, new { GenerateSecret = true })).Id,
    };

    private static Func<SampleWorld, Task<object>> OfClient() =>
        async w => new { UserPoolId = w.PoolId, ClientId = (await w.CreateClientAsync(w.PoolId)).Id };
}
