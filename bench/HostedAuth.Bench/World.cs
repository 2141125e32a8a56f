using System.Text;

namespace HostedAuth.Bench;

/// <summary>The pool, the clients and the user that the rows work with.</summary>
internal sealed record World(
    string PoolId,
    string Url,
    string WebClientId,
    string WebClientSecret,
    string ApiClientId,
    string RotatingClientId,
    string MachineAuthorization,
    string Es256Authorization)
{
    public const string Username = "ada";
    public const string Password = "Passw0rd!";
    public const string RedirectUri = "http://localhost/callback";

    private static readonly string[] CallbackUrls = [RedirectUri];
    private static readonly string[] Providers = ["COGNITO"];
    private static readonly string[] PasswordFlow = ["ALLOW_USER_PASSWORD_AUTH"];

    private static readonly string[] EveryFlow =
        ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"];

    /// <summary>The Authorization header of the web client.</summary>
    public string WebAuthorization => Basic(WebClientId, WebClientSecret);

    public static async Task<World> CreateAsync(ServerProcess server)
    {
        using var http = new HttpClient();
        var pool = await Api.CallAsync(http, server, "CreateUserPool", new { PoolName = "bench" });
        var poolId = pool.GetProperty("UserPool").GetProperty("Id").GetString()!;
        await Api.CallAsync(http, server, "CreateResourceServer", new
        {
            UserPoolId = poolId,
            Identifier = "api",
            Name = "api",
            Scopes = new[] { new { ScopeName = "read", ScopeDescription = "Reads" } },
        });
        var web = await CreateClientAsync(http, server, poolId, "code", "openid", "email", "aws.cognito.signin.user.admin");
        var machine = await CreateClientAsync(http, server, poolId, "client_credentials", "api/read");
        var es256 = await CreateClientAsync(http, server, poolId, "client_credentials", "api/read");
        await Api.CallAsync(http, server, "SetUserPoolClientMetadata", new
        {
            UserPoolId = poolId,
            ClientId = es256.Id,
            Metadata = new { hostedauth_access_token_signing_alg = "ES256" },
        });
        var api = await Api.CallAsync(http, server, "CreateUserPoolClient", new
        {
            UserPoolId = poolId,
            ClientName = "api",
            ExplicitAuthFlows = EveryFlow,
        });
        var rotating = await Api.CallAsync(http, server, "CreateUserPoolClient", new
        {
            UserPoolId = poolId,
            ClientName = "rotating",
            ExplicitAuthFlows = PasswordFlow,
            RefreshTokenRotation = new { Feature = "ENABLED", RetryGracePeriodSeconds = 10 },
        });
        await CreateUserAsync(http, server, poolId);
        return new World(
            poolId,
            server.Url,
            web.Id,
            web.Secret,
            api.GetProperty("UserPoolClient").GetProperty("ClientId").GetString()!,
            rotating.GetProperty("UserPoolClient").GetProperty("ClientId").GetString()!,
            Basic(machine.Id, machine.Secret),
            Basic(es256.Id, es256.Secret));
    }

    private static async Task CreateUserAsync(HttpClient http, ServerProcess server, string poolId)
    {
        await Api.CallAsync(http, server, "AdminCreateUser", new
        {
            UserPoolId = poolId,
            Username,
            MessageAction = "SUPPRESS",
            UserAttributes = new[] { new { Name = "email", Value = "ada@example.com" } },
        });
        await Api.CallAsync(http, server, "AdminSetUserPassword", new { UserPoolId = poolId, Username, Password, Permanent = true });
    }

    private static async Task<(string Id, string Secret)> CreateClientAsync(
        HttpClient http,
        ServerProcess server,
        string poolId,
        string flow,
        params string[] scopes)
    {
        var answer = await Api.CallAsync(http, server, "CreateUserPoolClient", new
        {
            UserPoolId = poolId,
            ClientName = flow,
            GenerateSecret = true,
            AllowedOAuthFlowsUserPoolClient = true,
            AllowedOAuthFlows = new[] { flow },
            AllowedOAuthScopes = scopes,
            CallbackURLs = flow == "code" ? CallbackUrls : [],
            SupportedIdentityProviders = Providers,
        });
        var client = answer.GetProperty("UserPoolClient");
        return (client.GetProperty("ClientId").GetString()!, client.GetProperty("ClientSecret").GetString()!);
    }

    private static string Basic(string id, string secret) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"));
}
