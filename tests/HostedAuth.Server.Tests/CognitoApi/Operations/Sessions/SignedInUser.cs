using System.Text.Json;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Sessions;

/// <summary>A confirmed user, a client, and the tokens of a sign-in by the API.</summary>
internal sealed record SignedInUser(HostedAuthServer Server, string PoolId, TestClient Client, ApiAnswer Tokens)
{
    public const string Password = "Correct-Horse-7";

    public string Username { get; init; } = "ann";

    public string AccessToken => Tokens.Text("AuthenticationResult.AccessToken")!;

    public string IdToken => Tokens.Text("AuthenticationResult.IdToken")!;

    public string RefreshToken => Tokens.Text("AuthenticationResult.RefreshToken")!;

    /// <summary>The token session's id.</summary>
    public string OriginJti => Claims(AccessToken).GetProperty("origin_jti").GetString()!;

    public static async Task<SignedInUser> CreateAsync(
        HostedAuthServer server,
        object? clientMembers = null,
        object? poolMembers = null)
    {
        var pool = await server.CreatePoolAsync(poolMembers);
        var client = await server.CreateClientAsync(pool, clientMembers);
        return await CreateAsync(server, pool, client, "ann");
    }

    /// <summary>Makes another user of a pool and signs them in.</summary>
    public static async Task<SignedInUser> CreateAsync(
        HostedAuthServer server,
        string pool,
        TestClient client,
        string username)
    {
        var create = new { UserPoolId = pool, Username = username, MessageAction = "SUPPRESS" };
        (await server.CallAsync("AdminCreateUser", create)).ShouldSucceed();
        (await server.CallAsync("AdminSetUserPassword", new { UserPoolId = pool, Username = username, Password, Permanent = true }))
            .ShouldSucceed();
        return new SignedInUser(server, pool, client, await SignInAsync(server, client, username)) { Username = username };
    }

    /// <summary>The same user, signed in once more.</summary>
    public async Task<SignedInUser> AgainAsync(TestClient? client = null) => this with
    {
        Client = client ?? Client,
        Tokens = await SignInAsync(Server, client ?? Client, Username),
    };

    public Task<ApiAnswer> RefreshAsync(params (string Name, string Value)[] more) => Server.CallPublicAsync("InitiateAuth", new
    {
        AuthFlow = "REFRESH_TOKEN_AUTH",
        ClientId = Client.Id,
        AuthParameters = Parameters(Client, Username, [("REFRESH_TOKEN", RefreshToken), .. more]),
    });

    public Task<ApiAnswer> GetUserAsync() => Server.CallPublicAsync("GetUser", new { AccessToken });

    /// <summary>The claims of a token, unverified.</summary>
    public static JsonElement Claims(string token) =>
        JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;

    private static async Task<ApiAnswer> SignInAsync(HostedAuthServer server, TestClient client, string username) =>
        (await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_PASSWORD_AUTH",
            ClientId = client.Id,
            AuthParameters = Parameters(client, username, ("USERNAME", username), ("PASSWORD", Password)),
        })).ShouldSucceed();

    private static Dictionary<string, string> Parameters(
        TestClient client,
        string username,
        params (string Name, string Value)[] parameters)
    {
        var result = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        if (client.Secret is not null)
        {
            result["SECRET_HASH"] = People.SecretHash(client, username);
        }

        return result;
    }
}
