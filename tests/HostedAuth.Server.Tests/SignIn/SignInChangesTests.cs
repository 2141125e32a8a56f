using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.SignIn;

/// <summary>What pages do with a challenge beside answering it.</summary>
public sealed class SignInChangesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_code_is_sent_again_and_the_former_session_is_over()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "SMS_MFA");
        var asked = await StartAsync(world);
        asked.CanResend.ShouldBeTrue();
        var former = await world.CodeAsync("SMS_MFA");

        var again = (await ResendAsync(world, asked)).ShouldBeOfType<SignInStep.Challenge>();

        var code = await world.CodeAsync("SMS_MFA");
        ErrorOf(await AnswerAsync(world, asked, "SMS_MFA_CODE", former)).ShouldBe(AuthError.SessionSpent);
        (await AnswerAsync(world, again, "SMS_MFA_CODE", code)).ShouldBeOfType<SignInStep.Completed>();
    }

    [Fact]
    public async Task A_code_is_sent_again_five_times_at_most()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "SMS_MFA");
        var asked = await StartAsync(world);
        for (var i = 0; i < 5; i++)
        {
            asked.CanResend.ShouldBeTrue();
            asked = (await ResendAsync(world, asked)).ShouldBeOfType<SignInStep.Challenge>();
        }

        asked.CanResend.ShouldBeFalse();
        ErrorOf(await ResendAsync(world, asked)).ShouldBe(AuthError.SignInCodesExceeded);
    }

    [Fact]
    public async Task A_session_whose_tries_are_used_up_is_not_renewed()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "SMS_MFA", "EMAIL_OTP");
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["SMS_MFA"]);
        var asked = await StartAsync(world);
        for (var i = 0; i < 5; i++)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(2));
            ErrorOf(await AnswerAsync(world, asked, "SMS_MFA_CODE", "12345")).ShouldBe(AuthError.CodeForUserMismatch);
        }

        ErrorOf(await ResendAsync(world, asked)).ShouldBe(AuthError.InvalidSession);
    }

    [Fact]
    public async Task Another_second_factor_may_be_taken_and_no_first_one_in_its_place()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "SMS_MFA");
        var asked = await StartAsync(world);
        asked.Alternatives.ShouldBeEmpty();
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["SMS_MFA", "EMAIL_OTP"]);

        var other = (await SwitchAsync(world, asked, "EMAIL_OTP")).ShouldBeOfType<SignInStep.Challenge>();

        other.Name.ShouldBe("EMAIL_OTP");
        other.Alternatives.ShouldBe(["SMS_MFA"]);
        ErrorOf(await SwitchAsync(world, asked, "EMAIL_OTP")).ShouldBe(AuthError.SessionSpent);
        ErrorOf(await SwitchAsync(world, other, "PASSWORD")).Kind.ShouldBe(ErrorKind.InvalidParameter);
        ErrorOf(await SwitchAsync(world, other, "NEW_PASSWORD_REQUIRED")).Kind.ShouldBe(ErrorKind.InvalidParameter);
        (await AnswerAsync(world, other, "EMAIL_OTP_CODE", await world.CodeAsync("EMAIL_OTP")))
            .ShouldBeOfType<SignInStep.Completed>().Authentication.Amr.ShouldBe(["pwd", "email_otp", "mfa"]);
    }

    [Fact]
    public async Task Another_first_factor_may_be_taken_where_it_was_chosen()
    {
        var world = await CodeWorld.CreateAsync(server, "OFF", new
        {
            Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "EMAIL_OTP" } } },
        });
        await world.AddUserAsync("alice");
        var asked = (await InFlowAsync(world, (flow, client) => flow.StartByChoiceAsync(
            client, "alice", "EMAIL_OTP", new Dictionary<string, string>(), default))).ShouldBeOfType<SignInStep.Challenge>();
        asked.Alternatives.ShouldBe(["PASSWORD_SRP", "PASSWORD"]);

        var other = (await SwitchAsync(world, asked, "PASSWORD")).ShouldBeOfType<SignInStep.Challenge>();

        ErrorOf(await ResendAsync(world, other)).Kind.ShouldBe(ErrorKind.InvalidParameter);
        (await AnswerAsync(world, other, "PASSWORD", SignInWorld.Password)).ShouldBeOfType<SignInStep.Completed>();
    }

    [Fact]
    public async Task A_session_of_another_client_an_old_one_and_one_from_before_a_new_password_change_nothing()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "SMS_MFA");
        var asked = await StartAsync(world);
        var elsewhere = world with { SignIn = await world.SignIn.WithClientAsync(null) };
        var other = await CodeWorld.CreateAsync(server);

        ErrorOf(await ResendAsync(elsewhere, asked)).ShouldBe(AuthError.InvalidSession);
        ErrorOf(await ResendAsync(other, asked)).ShouldBe(AuthError.InvalidSession);
        await world.SignIn.ChangeUserAsync("alice", user => user.SecurityStamp = Guid.NewGuid().ToString("N"));
        ErrorOf(await ResendAsync(world, asked)).ShouldBe(AuthError.InvalidSession);
        server.Clock.Advance(TimeSpan.FromMinutes(3));
        ErrorOf(await ResendAsync(world, asked)).ShouldBe(AuthError.SessionExpired);
    }

    [Fact]
    public async Task For_a_name_that_nobody_has_all_goes_alike()
    {
        var world = await CodeWorld.CreateAsync(
            server,
            "OFF",
            new { Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "EMAIL_OTP" } } } },
            new { PreventUserExistenceErrors = "ENABLED" });
        var asked = (await InFlowAsync(world, (flow, client) => flow.StartByChoiceAsync(
            client, "nobody@example.com", "EMAIL_OTP", new Dictionary<string, string>(), default))).ShouldBeOfType<SignInStep.Challenge>();

        var again = (await ResendAsync(world, asked)).ShouldBeOfType<SignInStep.Challenge>();
        var other = (await SwitchAsync(world, again, "PASSWORD")).ShouldBeOfType<SignInStep.Challenge>();

        again.Parameters.ShouldBe(asked.Parameters);
        ErrorOf(await AnswerAsync(world, other, "PASSWORD", SignInWorld.Password)).ShouldBe(AuthError.IncorrectUsernameOrPassword);
    }

    private static AuthError ErrorOf(SignInStep step) => step.ShouldBeOfType<SignInStep.Refused>().Error;

    private Task<SignInStep.Challenge> StartAsync(CodeWorld world) => InFlowAsync(world, async (flow, client) =>
        (await flow.StartWithPasswordAsync(client, "alice", new(SignInWorld.Password), default)).ShouldBeOfType<SignInStep.Challenge>());

    private Task<SignInStep> ResendAsync(CodeWorld world, SignInStep.Challenge asked) =>
        InFlowAsync(world, (flow, client) => flow.ResendAsync(client, asked.Session, default));

    private Task<SignInStep> SwitchAsync(CodeWorld world, SignInStep.Challenge asked, string to) =>
        InFlowAsync(world, (flow, client) => flow.SwitchAsync(client, asked.Session, to, default));

    private Task<SignInStep> AnswerAsync(CodeWorld world, SignInStep.Challenge asked, string name, string value) =>
        InFlowAsync(world, async (flow, client) =>
        {
            var responses = new Dictionary<string, string> { [name] = value };
            return await flow.AnswerAsync(client, asked.Name, asked.Session, responses, default);
        });

    private Task<T> InFlowAsync<T>(CodeWorld world, Func<SignInFlow, Core.AppClients.ClientSnapshot, Task<T>> work) =>
        server.InPoolAsync(world.SignIn.PoolId, services => work(
            services.GetRequiredService<SignInFlow>(),
            services.GetRequiredService<PoolScope>().Pool.RequireClient(world.SignIn.Client.Id)));
}
