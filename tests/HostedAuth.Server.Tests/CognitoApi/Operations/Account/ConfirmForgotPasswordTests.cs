using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Account;

public sealed class ConfirmForgotPasswordTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Expired = "Invalid code provided, please request a code again.";

    [Fact]
    public async Task The_mailed_code_sets_the_password_and_ends_a_reset_by_an_administrator()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "ada", People.NewEmail());
        await server.ChangeUserAsync(poolId, "ada", user => user.Status = UserStatus.RESET_REQUIRED);
        var before = await server.ReadUserAsync(poolId, "ada");
        var code = await ForgetAsync(clientId, "ada", email);

        var answer = await server.ConfirmForgotPasswordAsync(clientId, "ada", code);

        answer.ShouldSucceed().Body.ShouldBe("{}");
        var after = await server.ReadUserAsync(poolId, "ada");
        after.Status.ShouldBe(UserStatus.CONFIRMED);
        after.PasswordHash.ShouldNotBe(before.PasswordHash);
        after.SecurityStamp.ShouldNotBe(before.SecurityStamp);
    }

    [Fact]
    public async Task After_a_reset_only_the_new_password_signs_in_and_earlier_sessions_are_over()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "ada", People.NewEmail());
        var accessToken = await server.AccessTokenAsync(clientId, "ada");
        var code = await ForgetAsync(clientId, "ada", email);

        (await server.ConfirmForgotPasswordAsync(clientId, "ada", code, "Another-horse-8")).ShouldSucceed();

        (await server.CallPublicAsync("GetUser", new { AccessToken = accessToken }))
            .ShouldRefuse("NotAuthorizedException", "Access Token has been revoked");
        (await server.SignInAsync(clientId, "ada"))
            .ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
        (await server.SignInAsync(clientId, "ada", "Another-horse-8")).ShouldSucceed();
    }

    [Fact]
    public async Task A_reset_forgets_failed_passwords()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "ada", People.NewEmail());
        for (var i = 0; i < 6; i++)
        {
            await server.SignInAsync(clientId, "ada", "Wrong-horse-0");
        }

        (await server.SignInAsync(clientId, "ada")).ShouldRefuse("NotAuthorizedException", "Password attempts exceeded");
        var code = await ForgetAsync(clientId, "ada", email);
        (await server.ConfirmForgotPasswordAsync(clientId, "ada", code, "Another-horse-8")).ShouldSucceed();

        (await server.SignInAsync(clientId, "ada", "Another-horse-8")).ShouldSucceed();
    }

    [Fact]
    public async Task No_password_is_set_without_the_mailed_code()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);
        var signUpCode = await server.CodeToAsync(email);
        await server.ConfirmSignUpAsync(clientId, "ada", signUpCode);
        var before = await server.ReadUserAsync(poolId, "ada");

        var noneAsked = await server.ConfirmForgotPasswordAsync(clientId, "ada", signUpCode);
        var code = await ForgetAsync(clientId, "ada", email);
        var otherPurpose = code == signUpCode ? null : await server.ConfirmForgotPasswordAsync(clientId, "ada", signUpCode);
        var wrong = await server.ConfirmForgotPasswordAsync(clientId, "ada", People.WrongCode(code));

        noneAsked.ShouldRefuse("ExpiredCodeException", Expired);
        otherPurpose?.ShouldRefuse("CodeMismatchException");
        wrong.ShouldRefuse("CodeMismatchException", "Invalid verification code provided, please try again.");
        (await server.ReadUserAsync(poolId, "ada")).PasswordHash.ShouldBe(before.PasswordHash);
    }

    [Fact]
    public async Task A_code_used_again_is_refused()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "ada", People.NewEmail());
        var code = await ForgetAsync(clientId, "ada", email);
        (await server.ConfirmForgotPasswordAsync(clientId, "ada", code)).ShouldSucceed();

        var again = await server.ConfirmForgotPasswordAsync(clientId, "ada", code, "Third-horse-9");

        again.ShouldRefuse("ExpiredCodeException", Expired);
    }

    [Fact]
    public async Task A_code_redeemed_100_times_in_parallel_sets_one_password()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "ada", People.NewEmail());
        var code = await ForgetAsync(clientId, "ada", email);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(i => server.ConfirmForgotPasswordAsync(clientId, "ada", code, $"Parallel-horse-{i}")));

        answers.Count(answer => answer.Error is null).ShouldBe(1);
        answers.ShouldAllBe(answer => answer.Error != "InternalErrorException");
    }

    [Fact]
    public async Task A_code_is_good_for_nobody_else()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "mallory", People.NewEmail("mallory"));
        var victim = await server.JoinAsync(clientId, "ada", People.NewEmail());
        var code = await ForgetAsync(clientId, "mallory", email);
        await ForgetAsync(clientId, "ada", victim);

        var answer = await server.ConfirmForgotPasswordAsync(clientId, "ada", code);

        answer.ShouldRefuse("CodeMismatchException");
    }

    [Theory]
    [InlineData("email", "later@example.com")]
    [InlineData("email_verified", "false")]
    public async Task A_code_proves_nothing_once_its_address_is_not_the_users_proven_one(string attribute, string value)
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "ada", People.NewEmail());
        var code = await ForgetAsync(clientId, "ada", email);
        // Still able to recover, by another address.
        await server.ChangeUserAsync(poolId, "ada", user => user.Attributes = new Dictionary<string, string>(user.Attributes)
        {
            ["phone_number"] = "+15550100123",
            ["phone_number_verified"] = "true",
            [attribute] = value,
        });

        var answer = await server.ConfirmForgotPasswordAsync(clientId, "ada", code);

        answer.ShouldRefuse("ExpiredCodeException", Expired);
    }

    [Theory]
    [InlineData(59, null)]
    [InlineData(60, "ExpiredCodeException")]
    public async Task A_code_lives_for_an_hour(int minutes, string? error)
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "ada", People.NewEmail());
        var code = await ForgetAsync(clientId, "ada", email);

        server.Clock.Advance(TimeSpan.FromMinutes(minutes));

        (await server.ConfirmForgotPasswordAsync(clientId, "ada", code)).Error.ShouldBe(error);
    }

    [Fact]
    public async Task A_password_against_the_policy_leaves_the_code_good()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "ada", People.NewEmail());
        var code = await ForgetAsync(clientId, "ada", email);

        var weak = await server.ConfirmForgotPasswordAsync(clientId, "ada", code, "weak");
        var strong = await server.ConfirmForgotPasswordAsync(clientId, "ada", code);

        weak.ShouldRefuse("InvalidPasswordException", "Password did not conform with policy: Password not long enough");
        strong.ShouldSucceed();
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("disabled")]
    [InlineData("ada")]
    public async Task Without_a_code_asked_for_nobody_is_told_apart(string username)
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(
            clientMembers: new { PreventUserExistenceErrors = "ENABLED" });
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        await server.JoinAsync(clientId, "disabled", People.NewEmail());
        await server.ChangeUserAsync(poolId, "disabled", user => user.Enabled = false);

        var answer = await server.ConfirmForgotPasswordAsync(clientId, username, "000000");

        answer.ShouldRefuse("ExpiredCodeException", Expired);
    }

    [Theory]
    [InlineData("nobody", "CodeMismatchException")]
    [InlineData("disabled", "CodeMismatchException")]
    [InlineData("ada", "ExpiredCodeException")]
    public async Task A_strict_pool_answers_as_AWS_does_without_a_code_asked_for(string username, string error)
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(
            new
            {
                AutoVerifiedAttributes = new[] { "email" },
                UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
            },
            new { PreventUserExistenceErrors = "ENABLED" });
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        await server.JoinAsync(clientId, "disabled", People.NewEmail());
        await server.ChangeUserAsync(poolId, "disabled", user => user.Enabled = false);

        var answer = await server.ConfirmForgotPasswordAsync(clientId, username, "000000");

        answer.ShouldRefuse(error);
    }

    private async Task<string> ForgetAsync(string clientId, string username, string email)
    {
        var before = await server.MessageToAsync(email);
        (await server.ForgotPasswordAsync(clientId, username)).ShouldSucceed();
        return await server.CodeToAsync(email, before);
    }
}
