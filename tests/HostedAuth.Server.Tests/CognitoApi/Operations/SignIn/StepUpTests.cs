using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

public sealed class StepUpTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Level1 = "urn:cognito:loa:1";
    private const string Level3 = "urn:cognito:loa:3";
    private const string Level4 = "urn:cognito:loa:4";

    [Fact]
    public async Task Tokens_tell_the_level_and_a_refresh_keeps_it()
    {
        var world = await CreateAsync();

        var answer = await SignInAsync(world);
        var refreshed = await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "REFRESH_TOKEN_AUTH",
            ClientId = world.SignIn.Client.Id,
            AuthParameters = new { REFRESH_TOKEN = answer.Text("AuthenticationResult.RefreshToken") },
        });

        foreach (var token in new[] { "IdToken", "AccessToken" })
        {
            CodeWorld.ClaimsOf(answer, token).GetProperty("acr").GetString().ShouldBe(Level1);
            CodeWorld.ClaimsOf(refreshed.ShouldSucceed(), token).GetProperty("acr").GetString().ShouldBe(Level1);
        }
    }

    [Fact]
    public async Task A_level_that_is_demanded_asks_for_a_factor_that_reaches_it()
    {
        var world = await CreateAsync("OPTIONAL", "SMS_MFA");
        await world.SignIn.ChangePoolAsync(settings => settings with
        {
            AcrConfiguration = new Dictionary<string, Core.UserPools.Settings.AcrLevelConfig>
            {
                ["Level3"] = new() { AcrValue = "strong" },
            },
        });

        var asked = await StartAsync(world, ("TARGET_ACR_VALUES", "strong"));
        var answer = await world.AnswerAsync(asked.ShouldSucceed(), "SMS_MFA_CODE", await world.CodeAsync("SMS_MFA"));

        CodeWorld.ClaimsOf(answer.ShouldSucceed(), "AccessToken").GetProperty("acr").GetString().ShouldBe("strong");
    }

    [Fact]
    public async Task Of_several_levels_the_best_within_reach_is_taken()
    {
        var world = await CreateAsync("OPTIONAL", "SMS_MFA");

        var asked = await StartAsync(world, ("TARGET_ACR_VALUES", $"{Level4} {Level3}"));

        asked.ShouldSucceed().Text("ChallengeName").ShouldBe("SMS_MFA");
    }

    [Theory]
    [InlineData("LITE", true)]
    [InlineData("ESSENTIALS", false)]
    public async Task A_strict_pool_of_the_lowest_tier_has_no_levels(string tier, bool refuses)
    {
        var poolId = await server.CreatePoolAsync(new
        {
            UserPoolTier = tier,
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
        });
        var client = await server.CreateClientAsync(poolId, new { ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH" } });
        await new SignInWorld(server, poolId, client).AddUserAsync("alice");

        var answer = await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_AUTH",
            ClientId = client.Id,
            AuthParameters = new Dictionary<string, string>
            {
                ["USERNAME"] = "alice",
                ["PASSWORD"] = SignInWorld.Password,
                ["PREFERRED_CHALLENGE"] = "PASSWORD",
                ["TARGET_ACR_VALUES"] = Level1,
            },
        });

        answer.Error.ShouldBe(refuses ? "FeatureUnavailableInTierException" : null);
    }

    [Fact]
    public async Task It_is_all_or_nothing()
    {
        var world = await CreateAsync();

        (await StartAsync(world, ("TARGET_ACR_VALUES", Level3))).ShouldRefuse("InvalidParameterException");
        (await StartAsync(world, ("TARGET_ACR_VALUES", "urn:nobody:knows"))).ShouldRefuse("InvalidParameterException");
        (await StartAsync(world, ("TARGET_ACR_VALUES", Level3), ("PASSWORD", "wrong"))).ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task An_access_token_is_raised_by_what_it_lacks()
    {
        var world = await CreateAsync("OPTIONAL");
        var former = await SignInAsync(world);
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["SMS_MFA"]);
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        var asked = await RaiseAsync(world, former, ("TARGET_ACR_VALUES", Level3), ("MAX_AGE", "60"));
        var answer = await world.AnswerAsync(asked.ShouldSucceed(), "SMS_MFA_CODE", await world.CodeAsync("SMS_MFA"));

        var (before, after) = (CodeWorld.ClaimsOf(former, "IdToken"), CodeWorld.ClaimsOf(answer.ShouldSucceed(), "IdToken"));
        CodeWorld.AmrOf(answer).ShouldBe(["pwd", "sms", "mfa"]);
        after.GetProperty("acr").GetString().ShouldBe(Level3);
        after.GetProperty("auth_time").GetInt64().ShouldBe(before.GetProperty("auth_time").GetInt64());
    }

    [Fact]
    public async Task An_access_token_that_ended_meanwhile_is_raised_no_more()
    {
        var world = await CreateAsync("OPTIONAL");
        var former = await SignInAsync(world);
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["SMS_MFA"]);
        var asked = await RaiseAsync(world, former, ("TARGET_ACR_VALUES", Level3));
        var code = await world.CodeAsync("SMS_MFA");
        (await server.CallAsync("AdminUserGlobalSignOut", new { UserPoolId = world.SignIn.PoolId, Username = "alice" })).ShouldSucceed();

        var answer = await world.AnswerAsync(asked.ShouldSucceed(), "SMS_MFA_CODE", code);

        answer.ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task An_access_token_alone_never_yields_another()
    {
        var world = await CreateAsync("OPTIONAL");
        var token = await SignInAsync(world);

        (await RaiseAsync(world, token, ("TARGET_ACR_VALUES", Level1))).ShouldRefuse("InvalidParameterException");
        (await RaiseAsync(world, token, ("TARGET_ACR_VALUES", $"{Level4} {Level1}"))).ShouldRefuse("InvalidParameterException");
        (await RaiseAsync(world, token)).ShouldRefuse("InvalidParameterException", "ACCESS_TOKEN requires TARGET_ACR_VALUES.");
    }

    [Fact]
    public async Task A_token_whose_sign_in_is_too_old_proves_nothing()
    {
        var world = await CreateAsync("OPTIONAL", "SMS_MFA");
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = []);
        var token = await SignInAsync(world);
        server.Clock.Advance(TimeSpan.FromMinutes(2));

        var asked = await RaiseAsync(world, token, ("TARGET_ACR_VALUES", Level3), ("MAX_AGE", "60"));

        asked.ShouldSucceed().Text("ChallengeName").ShouldBe("SELECT_CHALLENGE");
    }

    [Fact]
    public async Task A_token_from_before_the_factors_of_its_user_proves_nothing()
    {
        var world = await CreateAsync("OPTIONAL");
        var found = await SignInAsync(world);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await SwitchSmsOnAsync(world);

        var asked = await RaiseAsync(world, found, ("TARGET_ACR_VALUES", Level3));

        asked.ShouldSucceed().Text("ChallengeName").ShouldBe("SELECT_CHALLENGE");
    }

    [Fact]
    public async Task A_token_of_a_day_when_its_user_had_them_is_raised_by_one()
    {
        var world = await CreateAsync("OPTIONAL");
        await SwitchSmsOnAsync(world);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var half = await world.AnswerAsync(await SignInAsync(world), "SMS_MFA_CODE", await world.CodeAsync("SMS_MFA"));
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["SMS_MFA", "EMAIL_OTP"]);

        var asked = await RaiseAsync(world, half.ShouldSucceed(), ("TARGET_ACR_VALUES", Level4));

        // Nothing that reaches the highest level: refused for that, not sent back to the first factor.
        asked.ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task A_token_of_another_user_or_client_raises_nothing()
    {
        var world = await CreateAsync("OPTIONAL");
        await world.SignIn.AddUserAsync("bob");
        var token = await SignInAsync(world);
        var elsewhere = world with
        {
            SignIn = await world.SignIn.WithClientAsync(new { ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH" } }),
        };

        (await RaiseAsync(elsewhere, token, ("TARGET_ACR_VALUES", Level3))).ShouldRefuse("NotAuthorizedException");
        (await RaiseAsync(world, token, ("TARGET_ACR_VALUES", Level3), ("USERNAME", "bob"))).ShouldRefuse("NotAuthorizedException");
    }

    private async Task<CodeWorld> CreateAsync(string mfa = "OFF", params string[] factors)
    {
        var world = await CodeWorld.CreateAsync(server, mfa, client: new
        {
            ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" },
        });
        await world.AddUserAsync("alice", factors);
        return world;
    }

    /// <summary>By the operation, which knows since when the user's factors count.</summary>
    private async Task SwitchSmsOnAsync(CodeWorld world) =>
        (await server.CallAsync("AdminSetUserMFAPreference", new
        {
            UserPoolId = world.SignIn.PoolId,
            Username = "alice",
            SMSMfaSettings = new { Enabled = true, PreferredMfa = true },
        })).ShouldSucceed();

    private async Task<ApiAnswer> SignInAsync(CodeWorld world) => (await StartAsync(world)).ShouldSucceed();

    /// <summary>Begins with the password.</summary>
    private Task<ApiAnswer> StartAsync(CodeWorld world, params (string, string)[] more) =>
        CallAsync(world, [("PREFERRED_CHALLENGE", "PASSWORD"), ("PASSWORD", SignInWorld.Password), .. more]);

    private Task<ApiAnswer> RaiseAsync(CodeWorld world, ApiAnswer signedIn, params (string, string)[] more) =>
        CallAsync(world, [("ACCESS_TOKEN", signedIn.Text("AuthenticationResult.AccessToken")!), .. more]);

    private Task<ApiAnswer> CallAsync(CodeWorld world, params (string, string)[] parameters)
    {
        var all = new Dictionary<string, string> { ["USERNAME"] = "alice" };
        foreach (var (name, value) in parameters)
        {
            all[name] = value;
        }

        return server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_AUTH",
            ClientId = world.SignIn.Client.Id,
            AuthParameters = all,
        });
    }
}
