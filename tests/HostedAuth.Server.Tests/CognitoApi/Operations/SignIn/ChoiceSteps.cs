using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>Choice-based sign-in (USER_AUTH) in a world of codes.</summary>
internal static class ChoiceSteps
{
    public static Task<CodeWorld> CreateChoiceWorldAsync(
        this HostedAuthServer server,
        string mfa = "OFF",
        string[]? factors = null,
        object? client = null) =>
        CodeWorld.CreateAsync(
            server,
            mfa,
            new
            {
                Policies = new
                {
                    SignInPolicy = new { AllowedFirstAuthFactors = factors ?? ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] },
                },
            },
            client ?? new { ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH" } });

    /// <summary>What may be chosen; nothing where no choice is asked for.</summary>
    public static string[] OfferedBy(ApiAnswer asked) =>
        asked.Json.TryGetProperty("AvailableChallenges", out var offered)
            ? [.. offered.EnumerateArray().Select(name => name.GetString()!)]
            : [];

    public static async Task<ApiAnswer> StartByChoiceAsync(
        this HostedAuthServer server,
        CodeWorld world,
        string username,
        params (string, string)[] parameters) =>
        (await server.TryStartByChoiceAsync(world, username, parameters)).ShouldSucceed();

    public static Task<ApiAnswer> TryStartByChoiceAsync(
        this HostedAuthServer server,
        CodeWorld world,
        string username,
        params (string, string)[] parameters) =>
        server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_AUTH",
            ClientId = world.SignIn.Client.Id,
            AuthParameters = parameters.Append(("USERNAME", username)).ToDictionary(pair => pair.Item1, pair => pair.Item2),
        });

    public static async Task<ApiAnswer> ChooseAsync(
        this HostedAuthServer server,
        CodeWorld world,
        string choice,
        params (string, string)[] responses) =>
        (await server.ChooseAsync(world, await server.StartByChoiceAsync(world, "alice"), choice, responses))
            .ShouldSucceed();

    public static Task<ApiAnswer> ChooseAsync(
        this HostedAuthServer server,
        CodeWorld world,
        ApiAnswer asked,
        string choice,
        params (string, string)[] responses)
    {
        var all = new Dictionary<string, string> { ["USERNAME"] = "alice", ["ANSWER"] = choice };
        foreach (var (name, value) in responses)
        {
            all[name] = value;
        }

        return server.RespondToChoiceAsync(world, asked, all);
    }

    public static Task<ApiAnswer> RespondToChoiceAsync(
        this HostedAuthServer server,
        CodeWorld world,
        ApiAnswer asked,
        Dictionary<string, string> responses) =>
        server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = asked.Text("ChallengeName"),
            ClientId = world.SignIn.Client.Id,
            Session = asked.Text("Session"),
            ChallengeResponses = responses,
        });
}
