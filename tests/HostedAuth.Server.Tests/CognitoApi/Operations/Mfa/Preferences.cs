using System.Text.Json;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

/// <summary>What users and administrators say about second factors, and what is told of them.</summary>
internal static class Preferences
{
    public static readonly (string, string)[] BothAddresses =
    [
        ("email", "alice@example.com"), ("email_verified", "true"),
        ("phone_number", "+15550100"), ("phone_number_verified", "true"),
    ];

    public static object On => new { Enabled = true };

    public static object Preferred => new { Enabled = true, PreferredMfa = true };

    public static object Off => new { Enabled = false };

    public static Task<ApiAnswer> SetPreferenceAsync(
        this HostedAuthServer server,
        string token,
        params (string Name, object Value)[] settings) => server.CallPublicAsync(
        "SetUserMFAPreference",
        settings.Append(("AccessToken", token)).ToDictionary(pair => pair.Item1, pair => pair.Item2));

    public static Task<ApiAnswer> AdminGetUserAsync(this HostedAuthServer server, MfaWorld world, string name) =>
        server.CallAsync("AdminGetUser", new { UserPoolId = world.SignIn.PoolId, Username = name });

    public static List<string> Texts(ApiAnswer answer, string list, string? member = null) =>
        [.. answer.Json.GetProperty(list).EnumerateArray().Select(item => Text(item, member))];

    public static string Text(JsonElement item, string? member) =>
        (member is null ? item : item.GetProperty(member)).GetString()!;
}
