using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>A pool, a client of it, and users in every state, put straight into the store.</summary>
internal sealed record SignInWorld(HostedAuthServer Server, string PoolId, TestClient Client)
{
    public const string Password = "Passw0rd!";
    public const string NewPassword = "N3w-Passw0rd!";

    public static async Task<SignInWorld> CreateAsync(HostedAuthServer server, object? pool = null, object? client = null)
    {
        var poolId = await server.CreatePoolAsync(pool);
        return new SignInWorld(server, poolId, await server.CreateClientAsync(poolId, client));
    }

    /// <summary>A pool that requires an email, with Alice and her temporary password in it.</summary>
    public static async Task<SignInWorld> WithTemporaryPasswordAsync(
        HostedAuthServer server,
        params (string Name, string Value)[] attributes)
    {
        var world = await CreateAsync(
            server, new { Schema = new[] { new { Name = "email", Required = true, Mutable = true } } });
        await world.AddUserAsync("alice", UserStatus.FORCE_CHANGE_PASSWORD, attributes: attributes);
        return world;
    }

    public async Task<SignInWorld> WithClientAsync(object? members) =>
        this with { Client = await Server.CreateClientAsync(PoolId, members) };

    /// <summary>A user whose password is <see cref="Password"/>, changed by <paramref name="change"/>.</summary>
    public async Task<User> AddUserAsync(
        string name,
        UserStatus status = UserStatus.CONFIRMED,
        Action<User>? change = null,
        params (string Name, string Value)[] attributes)
    {
        await using var scope = await EnterAsync();
        var users = scope.ServiceProvider.GetRequiredService<UserDirectory>();
        var passwords = scope.ServiceProvider.GetRequiredService<Passwords>();
        var user = users.Create(name, attributes.ToDictionary(pair => pair.Name, pair => pair.Value), status);
        await passwords.SetAsync(user, new Secret(Password), temporary: true, CancellationToken.None);
        user.Status = status;
        change?.Invoke(user);
        await users.SaveAsync(CancellationToken.None);
        return user;
    }

    public async Task<User> ReadUserAsync(string name)
    {
        await using var scope = await EnterAsync();
        return (await scope.ServiceProvider.GetRequiredService<UserDirectory>().FindAsync(name, CancellationToken.None))!;
    }

    public async Task ChangeUserAsync(string name, Action<User> change)
    {
        await using var scope = await EnterAsync();
        var users = scope.ServiceProvider.GetRequiredService<UserDirectory>();
        change((await users.FindAsync(name, CancellationToken.None))!);
        await users.SaveAsync(CancellationToken.None);
    }

    /// <summary>Changes settings that other operations would have to be called for.</summary>
    public async Task ChangePoolAsync(Func<UserPoolSettings, UserPoolSettings> change)
    {
        await using var scope = await EnterAsync();
        var context = scope.ServiceProvider.GetRequiredService<HostedAuthDbContext>();
        var pool = await context.UserPools.SingleAsync(row => row.Id == PoolId);
        pool.Settings = change(pool.Settings);
        await Server.Services.GetRequiredService<PoolDirectory>().SaveChangeAsync(context, PoolId, CancellationToken.None);
    }

    public Task<ApiAnswer> SignInAsync(string username, string password = Password, string? hash = null) =>
        Server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_PASSWORD_AUTH",
            ClientId = Client.Id,
            AuthParameters = WithHash(new() { ["USERNAME"] = username, ["PASSWORD"] = password }, hash),
        });

    /// <summary>Signs in by a temporary password, as far as the challenge, and gives its Session.</summary>
    public async Task<string> SessionOfAsync(string username)
    {
        var answer = await SignInAsync(username);
        answer.ShouldSucceed().Text("ChallengeName").ShouldBe("NEW_PASSWORD_REQUIRED");
        return answer.Text("Session")!;
    }

    public Task<ApiAnswer> AnswerAsync(
        string session,
        string username,
        string newPassword = NewPassword,
        params (string Name, string Value)[] attributes)
    {
        var responses = new Dictionary<string, string> { ["USERNAME"] = username, ["NEW_PASSWORD"] = newPassword };
        foreach (var (name, value) in attributes)
        {
            responses.Add($"userAttributes.{name}", value);
        }

        return Server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = "NEW_PASSWORD_REQUIRED",
            ClientId = Client.Id,
            Session = session,
            ChallengeResponses = responses,
        });
    }

    public async Task<AsyncServiceScope> EnterAsync()
    {
        var scope = Server.Services.CreateAsyncScope();
        var pool = await Server.Services.GetRequiredService<PoolDirectory>().FindAsync(PoolId, CancellationToken.None);
        scope.ServiceProvider.GetRequiredService<PoolScope>().Enter(pool!);
        return scope;
    }

    private static Dictionary<string, string> WithHash(Dictionary<string, string> parameters, string? hash)
    {
        if (hash is not null)
        {
            parameters.Add("SECRET_HASH", hash);
        }

        return parameters;
    }
}
