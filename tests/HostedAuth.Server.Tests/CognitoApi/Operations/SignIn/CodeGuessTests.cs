using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>Guesses at codes of a first factor, which anybody may ask for, and of a second one are counted apart.</summary>
public sealed class CodeGuessTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Strangers_who_guess_a_first_factor_do_not_lock_the_second_one()
    {
        var world = await CreateAsync();
        await GuessFirstAsync(world);
        await HaveSecondAsync(world, "SMS_MFA");

        var asked = await world.AskAsync("alice", "SMS_MFA");
        var answer = await world.AnswerAsync(asked, "SMS_MFA_CODE", await world.CodeAsync("SMS_MFA"));

        answer.ShouldSucceed();
    }

    [Fact]
    public async Task A_first_factor_that_was_right_forgets_no_guesses_at_the_second_one()
    {
        var world = await CreateAsync();
        await HaveSecondAsync(world, "SMS_MFA");
        for (var i = 0; i < 5; i++)
        {
            var tried = await world.AskAsync("alice", "SMS_MFA");
            (await world.AnswerAsync(tried, "SMS_MFA_CODE", "12345")).ShouldRefuse("CodeMismatchException");
        }

        await HaveSecondAsync(world);
        var first = await StartAsync(world);
        (await world.AnswerAsync(first, "EMAIL_OTP_CODE", await world.CodeAsync("EMAIL_OTP"))).ShouldSucceed();
        await HaveSecondAsync(world, "SMS_MFA");

        var asked = await world.AskAsync("alice", "SMS_MFA");
        (await world.AnswerAsync(asked, "SMS_MFA_CODE", await world.CodeAsync("SMS_MFA")))
            .ShouldRefuse("TooManyRequestsException");
    }

    private async Task<CodeWorld> CreateAsync()
    {
        var world = await CodeWorld.CreateAsync(
            server,
            pool: new { Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "EMAIL_OTP" } } } },
            client: new { ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH" } });
        await world.AddUserAsync("alice");
        return world;
    }

    private static async Task GuessFirstAsync(CodeWorld world)
    {
        for (var i = 0; i < 5; i++)
        {
            (await world.AnswerAsync(await StartAsync(world), "EMAIL_OTP_CODE", "12345")).ShouldRefuse("CodeMismatchException");
        }

        (await world.AnswerAsync(await StartAsync(world), "EMAIL_OTP_CODE", "12345")).ShouldRefuse("TooManyRequestsException");
    }

    private static async Task<ApiAnswer> StartAsync(CodeWorld world)
    {
        var asked = await world.SignIn.Server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_AUTH",
            ClientId = world.SignIn.Client.Id,
            AuthParameters = new { USERNAME = "alice", PREFERRED_CHALLENGE = "EMAIL_OTP" },
        });
        asked.ShouldSucceed().Text("ChallengeName").ShouldBe("EMAIL_OTP");
        return asked;
    }

    private static Task HaveSecondAsync(CodeWorld world, params string[] factors) =>
        world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = factors);
}
