using HostedAuth.Server.Tests.CognitoApi.Operations.Risk;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.Risk;

/// <summary>UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode.</summary>
public sealed class CustomAuthModeTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private const string Blocked = "Unable to login because of security reasons.";
    private const string Elsewhere = "198.51.100.1";

    [Theory]
    [InlineData("OFF", "ENFORCED", false, true)]
    [InlineData("AUDIT", "ENFORCED", false, true)]
    [InlineData("ENFORCED", "AUDIT", false, false)]
    [InlineData("ENFORCED", null, false, true)]
    [InlineData("ENFORCED", null, true, false)]
    [InlineData("AUDIT", null, false, false)]
    public async Task Custom_sign_ins_follow_their_own_mode(string mode, string? custom, bool isStrict, bool isBlocked)
    {
        var world = await CreateAsync(mode, custom, isStrict);
        await RiskWorld.SetAsync(server, world.PoolId, RiskWorld.Takeover("BLOCK"));
        (await CustomAsync(world, RiskWorld.Home)).ShouldSucceed().Text("AuthenticationResult.IdToken").ShouldNotBeNull();
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        var answer = await CustomAsync(world, Elsewhere, RiskWorld.OtherBrowser);

        if (isBlocked)
        {
            answer.ShouldRefuse("NotAuthorizedException", Blocked);
        }
        else
        {
            answer.ShouldSucceed().Text("AuthenticationResult.IdToken").ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Where_only_custom_sign_ins_are_looked_at_they_alone_are_kept()
    {
        var world = await CreateAsync("OFF", "AUDIT");
        (await world.SignInFromAsync("alice")).ShouldSucceed();
        (await CustomAsync(world, RiskWorld.Home)).ShouldSucceed();

        var events = await server.CallAsync("AdminListUserAuthEvents", new { UserPoolId = world.PoolId, Username = "alice" });

        events.ShouldSucceed().Text("AuthEvents.0.EventResponse").ShouldBe("Pass");
        events.Text("AuthEvents.1").ShouldBeNull();
    }

    [Theory]
    [InlineData("ENFORCED", true)]
    [InlineData("AUDIT", false)]
    public async Task A_blocked_range_keeps_custom_sign_ins_out_where_their_mode_says_so(string custom, bool isBlocked)
    {
        var world = await CreateAsync("OFF", custom);
        await RiskWorld.SetAsync(server, world.PoolId, new
        {
            RiskExceptionConfiguration = new { BlockedIPRangeList = new[] { "198.51.100.0/24" } },
        });

        var begun = await BeginAsync(world, Elsewhere, RiskWorld.Browser);

        begun.Error.ShouldBe(isBlocked ? "NotAuthorizedException" : null);
        (await world.SignInFromAsync("alice", Elsewhere)).ShouldSucceed();
    }

    private async Task<SignInWorld> CreateAsync(string mode, string? custom, bool isStrict = false)
    {
        server.Handle(content => (string)content["triggerSource"]! switch
        {
            "DefineAuthChallenge_Authentication" when content["request"]!["session"]!.AsArray().Count > 0 =>
                new { issueTokens = true },
            "DefineAuthChallenge_Authentication" => new { challengeName = "CUSTOM_CHALLENGE" },
            "VerifyAuthChallengeResponse_Authentication" => new { answerCorrect = true },
            _ => null,
        });
        var additional = custom is null ? (object)new { } : new { CustomAuthMode = custom };
        var world = await SignInWorld.CreateAsync(
            server,
            new
            {
                UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = isStrict ? "true" : "false" },
                UserPoolAddOns = new { AdvancedSecurityMode = mode, AdvancedSecurityAdditionalFlows = additional },
                LambdaConfig = new
                {
                    DefineAuthChallenge = ServerWithFunctions.Arn,
                    CreateAuthChallenge = ServerWithFunctions.Arn,
                    VerifyAuthChallengeResponse = ServerWithFunctions.Arn,
                },
            },
            new { ExplicitAuthFlows = new[] { "ALLOW_CUSTOM_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" } });
        await world.AddUserAsync("alice");
        return world;
    }

    private async Task<ApiAnswer> CustomAsync(SignInWorld world, string address, string browser = RiskWorld.Browser)
    {
        var asked = await BeginAsync(world, address, browser);
        return await server.CallAsync("AdminRespondToAuthChallenge", new
        {
            UserPoolId = world.PoolId,
            ClientId = world.Client.Id,
            ChallengeName = "CUSTOM_CHALLENGE",
            Session = asked.ShouldSucceed().Text("Session"),
            ChallengeResponses = new { USERNAME = "alice", ANSWER = "1" },
            ContextData = RiskWorld.Context(address, browser),
        });
    }

    private Task<ApiAnswer> BeginAsync(SignInWorld world, string address, string browser) =>
        server.CallAsync("AdminInitiateAuth", new
        {
            UserPoolId = world.PoolId,
            ClientId = world.Client.Id,
            AuthFlow = "CUSTOM_AUTH",
            AuthParameters = new { USERNAME = "alice" },
            ContextData = RiskWorld.Context(address, browser),
        });
}
