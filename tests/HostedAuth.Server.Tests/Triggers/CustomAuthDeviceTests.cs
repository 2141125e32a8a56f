using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.CognitoApi.Operations.Devices;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Triggers;

/// <summary>A remembered device proves itself once the triggers of CUSTOM_AUTH say that tokens may be issued.</summary>
public sealed class CustomAuthDeviceTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    [Fact]
    public async Task A_remembered_device_is_asked_when_Define_issues_tokens_and_Define_is_not_asked_about_it()
    {
        var device = await ConfirmedAsync();
        server.Handle(Define);
        var before = server.Sources(device.World.PoolId).Count;

        var asked = await BeginAsync(device);
        asked.ShouldSucceed().Text("ChallengeName").ShouldBe("DEVICE_SRP_AUTH");
        var answer = await device.ProveAsync(await device.BeginAsync(asked));

        answer.ShouldSucceed().Text("AuthenticationResult.NewDeviceMetadata").ShouldBeNull();
        answer.Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
        server.Sources(device.World.PoolId).Skip(before).ShouldBe(["DefineAuthChallenge_Authentication"]);
    }

    [Fact]
    public async Task It_is_asked_after_a_password_by_SRP_too()
    {
        var device = await ConfirmedAsync();
        server.Handle(content => content["request"]!["session"]!.AsArray().Count == 1
            ? new { challengeName = "PASSWORD_VERIFIER" }
            : new { issueTokens = true });
        var srp = new SrpClient();
        var asked = await BeginAsync(device, ("CHALLENGE_NAME", "SRP_A"), ("SRP_A", srp.SrpA));
        var proof = srp.Answer(
            name => asked.Text($"ChallengeParameters.{name}")!, device.World.PoolId, SignInWorld.Password, server.Clock.GetUtcNow());
        proof["DEVICE_KEY"] = device.Key;

        var next = await device.RespondAsync("PASSWORD_VERIFIER", asked.Text("Session"), proof);
        next.ShouldSucceed().Text("ChallengeName").ShouldBe("DEVICE_SRP_AUTH");

        (await device.ProveAsync(await device.BeginAsync(next))).ShouldSucceed()
            .Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_can_not_prove_it_gets_no_tokens()
    {
        var device = await ConfirmedAsync();
        server.Handle(Define);
        var begun = await device.BeginAsync(await BeginAsync(device));

        (await (device with { Secret = "another" }).ProveAsync(begun))
            .ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
    }

    [Fact]
    public async Task What_the_triggers_let_in_earns_a_device_no_second_factor()
    {
        var device = await ConfirmedAsync();
        server.Handle(Define);
        (await device.ProveAsync(await device.BeginAsync(await BeginAsync(device)))).ShouldSucceed();

        await DeviceWorld.HaveSecondFactorAsync(device.World);

        (await device.SignInAsync()).ShouldSucceed().Text("ChallengeName").ShouldBe("EMAIL_OTP");
    }

    private static object? Define(JsonObject content) =>
        (string)content["triggerSource"]! == "DefineAuthChallenge_Authentication" ? new { issueTokens = true } : null;

    private async Task<TestDevice> ConfirmedAsync()
    {
        var world = await DeviceWorld.CreateAsync(
            server,
            client: new
            {
                ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" },
            },
            more: new { LambdaConfig = new { DefineAuthChallenge = ServerWithFunctions.Arn } });
        return await DeviceWorld.ConfirmedAsync(world);
    }

    private static Task<ApiAnswer> BeginAsync(TestDevice device, params (string Name, string Value)[] more)
    {
        var parameters = more.Append(("USERNAME", "alice")).Append(("DEVICE_KEY", device.Key))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2);
        return device.CallAsync(
            "InitiateAuth",
            new { AuthFlow = "CUSTOM_AUTH", ClientId = device.World.Client.Id, AuthParameters = parameters });
    }
}
