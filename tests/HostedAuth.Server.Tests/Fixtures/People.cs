using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>What people do at the public API, in a test's words.</summary>
public static class People
{
    public const string Password = "Correct-horse-7";

    /// <summary>An address that no other test uses.</summary>
    public static string NewEmail(string name = "ada") => $"{name}-{Guid.NewGuid():N}@example.com";

    /// <summary>A pool that mails a code to who signs up, and a public client.</summary>
    public static async Task<(string PoolId, string ClientId)> CreateOpenPoolAsync(
        this HostedAuthServer server,
        object? poolMembers = null,
        object? clientMembers = null)
    {
        var poolId = await server.CreatePoolAsync(poolMembers ?? new { AutoVerifiedAttributes = new[] { "email" } });
        return (poolId, (await server.CreateClientAsync(poolId, clientMembers)).Id);
    }

    public static Task<ApiAnswer> SignUpAsync(
        this HostedAuthServer server,
        string clientId,
        string username,
        string? email = null,
        string password = Password) => server.CallPublicAsync("SignUp", new
        {
            ClientId = clientId,
            Username = username,
            Password = password,
            UserAttributes = email is null ? [] : new[] { new { Name = "email", Value = email } },
        });

    public static Task<ApiAnswer> ConfirmSignUpAsync(
        this HostedAuthServer server,
        string clientId,
        string username,
        string code,
        bool forceAlias = false) => server.CallPublicAsync(
            "ConfirmSignUp",
            new { ClientId = clientId, Username = username, ConfirmationCode = code, ForceAliasCreation = forceAlias });

    public static Task<ApiAnswer> ResendAsync(this HostedAuthServer server, string clientId, string username) =>
        server.CallPublicAsync("ResendConfirmationCode", new { ClientId = clientId, Username = username });

    public static Task<ApiAnswer> ForgotPasswordAsync(this HostedAuthServer server, string clientId, string username) =>
        server.CallPublicAsync("ForgotPassword", new { ClientId = clientId, Username = username });

    public static Task<ApiAnswer> ConfirmForgotPasswordAsync(
        this HostedAuthServer server,
        string clientId,
        string username,
        string code,
        string password = "Another-horse-8") => server.CallPublicAsync(
            "ConfirmForgotPassword",
            new { ClientId = clientId, Username = username, ConfirmationCode = code, Password = password });

    /// <summary>Signs up with an address and confirms by the mailed code.</summary>
    public static async Task<string> JoinAsync(this HostedAuthServer server, string clientId, string username, string email)
    {
        (await server.SignUpAsync(clientId, username, email)).ShouldSucceed();
        (await server.ConfirmSignUpAsync(clientId, username, await server.CodeToAsync(email))).ShouldSucceed();
        return email;
    }

    /// <summary>Signs in by user name and password.</summary>
    public static Task<ApiAnswer> SignInAsync(
        this HostedAuthServer server,
        string clientId,
        string username,
        string password = Password) => server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_PASSWORD_AUTH",
            ClientId = clientId,
            AuthParameters = new { USERNAME = username, PASSWORD = password },
        });

    /// <summary>The access token of a new sign-in.</summary>
    public static async Task<string> AccessTokenAsync(this HostedAuthServer server, string clientId, string username) =>
        (await server.SignInAsync(clientId, username)).ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();

    /// <summary>The code of the newest message to the address; waits for the message.</summary>
    /// <param name="server">The server.</param>
    /// <param name="address">The receiver.</param>
    /// <param name="after">Only a message that came after this one.</param>
    public static async Task<string> CodeToAsync(this HostedAuthServer server, string address, MailboxMessage? after = null) =>
        (await server.MessageToAsync(address, after)).Code.ShouldNotBeNull();

    /// <inheritdoc cref="CodeToAsync"/>
    public static async Task<MailboxMessage> MessageToAsync(
        this HostedAuthServer server,
        string address,
        MailboxMessage? after = null)
    {
        var mailbox = server.Services.GetRequiredService<Mailbox>();
        var messages = await mailbox.WaitAsync(address, after?.Id, TimeSpan.FromSeconds(20), CancellationToken.None);
        return messages is [var newest, ..] ? newest : throw new ShouldAssertException($"No message came to {address}.");
    }

    /// <summary>Another code of six digits.</summary>
    public static string WrongCode(string code) => code is "123456" ? "654321" : "123456";

    /// <summary>The SECRET_HASH of a client, as SDKs compute it.</summary>
    public static string SecretHash(TestClient client, string username) => Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(client.Secret!), Encoding.UTF8.GetBytes(username + client.Id)));

    /// <summary>The user as the database has it.</summary>
    public static Task<User> ReadUserAsync(this HostedAuthServer server, string poolId, string name) =>
        server.InPoolAsync(poolId, async services =>
            await services.GetRequiredService<UserDirectory>().ReadAsync(name, CancellationToken.None)
                ?? throw new ShouldAssertException($"There is no user {name}."));

    /// <summary>Changes the user behind the API's back.</summary>
    public static Task ChangeUserAsync(this HostedAuthServer server, string poolId, string name, Action<User> change) =>
        server.InPoolAsync(poolId, async services =>
        {
            var directory = services.GetRequiredService<UserDirectory>();
            var user = await directory.FindAsync(name, CancellationToken.None);
            change(user.ShouldNotBeNull());
            await directory.SaveAsync(CancellationToken.None);
            return true;
        });

    /// <summary>Runs code of the core as a request about the pool does.</summary>
    public static async Task<T> InPoolAsync<T>(
        this HostedAuthServer server,
        string poolId,
        Func<IServiceProvider, Task<T>> work)
    {
        var pool = await server.Services.GetRequiredService<PoolDirectory>().FindAsync(poolId, CancellationToken.None);
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<PoolScope>().Enter(pool.ShouldNotBeNull());
        return await work(scope.ServiceProvider);
    }
}
