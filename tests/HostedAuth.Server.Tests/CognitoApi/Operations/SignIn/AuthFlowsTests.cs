using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>Which flows begin for whom: the values of ExplicitAuthFlows that are older than ALLOW_, and all names of a user.</summary>
public sealed class AuthFlowsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Triggerless = "Custom auth lambda trigger is not configured for the user pool.";

    private static readonly string[] All =
    [
        "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH",
    ];

    [Theory]
    [InlineData("ADMIN_NO_SRP_AUTH", "ADMIN_USER_PASSWORD_AUTH USER_SRP_AUTH CUSTOM_AUTH REFRESH_TOKEN_AUTH REFRESH_TOKEN")]
    [InlineData("USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH USER_SRP_AUTH CUSTOM_AUTH REFRESH_TOKEN_AUTH REFRESH_TOKEN")]
    [InlineData("CUSTOM_AUTH_FLOW_ONLY", "CUSTOM_AUTH REFRESH_TOKEN_AUTH REFRESH_TOKEN")]
    public async Task An_old_value_adds_its_flow_to_what_every_client_had_or_leaves_custom_ones_alone(string value, string flows)
    {
        var world = await WorldAsync(value);
        string[] asked =
        [
            "USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "USER_SRP_AUTH", "USER_AUTH", "CUSTOM_AUTH",
            "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN",
        ];

        var refused = new List<string>();
        foreach (var flow in asked)
        {
            var answer = await BeginAsync(world, flow, "alice");
            if (answer.Text("message")?.Contains("enabled for th", StringComparison.Ordinal) == true)
            {
                refused.Add(flow);
            }
        }

        asked.Except(refused).ShouldBe(flows.Split(' '), ignoreOrder: true);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("ALICE")]
    [InlineData("alice@example.com")]
    [InlineData("+491701234567")]
    [InlineData("sub")]
    public async Task Every_flow_takes_every_name_of_the_user_and_tells_the_user_name(string name)
    {
        var world = await WorldAsync(All);
        var typed = name is "sub" ? (await world.ReadUserAsync("alice")).Id : name;

        foreach (var flow in new[] { "USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH" })
        {
            (await BeginAsync(world, flow, typed)).ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
        }

        var srp = await BeginAsync(world, "USER_SRP_AUTH", typed);
        srp.ShouldSucceed().Text("ChallengeParameters.USER_ID_FOR_SRP").ShouldBe("alice");
        srp.Text("ChallengeParameters.USERNAME").ShouldBe("alice");
        (await BeginAsync(world, "USER_AUTH", typed)).ShouldSucceed().Text("ChallengeParameters.USERNAME").ShouldBe("alice");
        (await BeginAsync(world, "CUSTOM_AUTH", typed)).ShouldRefuse("InvalidParameterException", Triggerless);
    }

    private async Task<SignInWorld> WorldAsync(params string[] flows)
    {
        var world = await SignInWorld.CreateAsync(
            server,
            new { AliasAttributes = new[] { "email", "phone_number" } },
            new { ExplicitAuthFlows = flows });
        await world.AddUserAsync("alice", attributes:
        [
            ("email", "alice@example.com"), ("email_verified", "true"),
            ("phone_number", "+491701234567"), ("phone_number_verified", "true"),
        ]);
        return world;
    }

    private Task<ApiAnswer> BeginAsync(SignInWorld world, string flow, string name)
    {
        var parameters = new Dictionary<string, string>
        {
            ["USERNAME"] = name,
            ["SRP_A"] = "1234567890abcdef",
            ["REFRESH_TOKEN"] = "none",
        };
        if (flow is not "USER_AUTH")
        {
            parameters["PASSWORD"] = SignInWorld.Password;
        }

        return flow.StartsWith("ADMIN", StringComparison.Ordinal)
            ? server.CallAsync("AdminInitiateAuth", new
            {
                UserPoolId = world.PoolId,
                ClientId = world.Client.Id,
                AuthFlow = flow,
                AuthParameters = parameters,
            })
            : server.CallPublicAsync("InitiateAuth", new
            {
                ClientId = world.Client.Id,
                AuthFlow = flow,
                AuthParameters = parameters,
            });
    }
}
