using System.Net.Http.Json;
using System.Text.Json;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Users;

/// <summary>What tests about users do again and again.</summary>
internal static class UserCalls
{
    public const string Password = "Passw0rd!";

    /// <summary>Attributes on the wire, from <c>name=value</c>.</summary>
    public static object[] Attributes(params string[] attributes) =>
        [.. attributes.Select(one => one.Split('=', 2)).Select(part => new { Name = part[0], Value = part[1] })];

    public static Task<ApiAnswer> AdminCreateAsync(
        this HostedAuthServer server,
        string pool,
        string username,
        params string[] attributes) =>
        server.CallAsync("AdminCreateUser", new
        {
            UserPoolId = pool,
            Username = username,
            UserAttributes = Attributes(attributes),
            MessageAction = "SUPPRESS",
        });

    /// <summary>Makes a confirmed user with <see cref="Password"/> and gives the user name.</summary>
    public static async Task<string> ConfirmedUserAsync(this HostedAuthServer server, string pool, string username)
    {
        (await server.AdminCreateAsync(pool, username)).ShouldSucceed();
        (await server.SetPasswordAsync(pool, username, Password)).ShouldSucceed();
        return username;
    }

    public static Task<ApiAnswer> SetPasswordAsync(
        this HostedAuthServer server,
        string pool,
        string username,
        string password,
        bool permanent = true) =>
        server.CallAsync(
            "AdminSetUserPassword",
            new { UserPoolId = pool, Username = username, Password = password, Permanent = permanent });

    public static Task<ApiAnswer> GetAsync(this HostedAuthServer server, string pool, string username) =>
        server.CallAsync("AdminGetUser", new { UserPoolId = pool, Username = username });

    public static Task<ApiAnswer> UpdateAsync(
        this HostedAuthServer server,
        string pool,
        string username,
        params string[] attributes) =>
        server.CallAsync(
            "AdminUpdateUserAttributes",
            new { UserPoolId = pool, Username = username, UserAttributes = Attributes(attributes) });

    /// <summary>The value of an attribute in an answer of AdminGetUser or AdminCreateUser; null when it is absent.</summary>
    public static string? Attribute(this ApiAnswer answer, string name)
    {
        var attributes = answer.Json.TryGetProperty("User", out var user)
            ? user.GetProperty("Attributes")
            : answer.Json.GetProperty("UserAttributes");
        return attributes.EnumerateArray()
            .Where(attribute => attribute.GetProperty("Name").GetString() == name)
            .Select(attribute => attribute.GetProperty("Value").GetString())
            .SingleOrDefault();
    }

    /// <summary>The messages to an address, newest first, once there is one.</summary>
    public static async Task<List<JsonElement>> MailboxAsync(this HostedAuthServer server, string to, int waitSeconds = 20) =>
        (await server.Http.GetFromJsonAsync<List<JsonElement>>(
            $"/mailbox/api/messages?to={Uri.EscapeDataString(to)}&wait={waitSeconds}"))!;
}
