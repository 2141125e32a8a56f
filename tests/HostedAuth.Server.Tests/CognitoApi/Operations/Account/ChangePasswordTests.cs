using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Account;

public sealed class ChangePasswordTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string NewPassword = "Another-horse-8";

    [Fact]
    public async Task The_new_password_signs_in_and_the_old_one_does_not()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        await server.JoinAsync(clientId, "ada", People.NewEmail());

        var answer = await ChangeAsync(await server.AccessTokenAsync(clientId, "ada"), People.Password, NewPassword);

        answer.ShouldSucceed().Body.ShouldBe("{}");
        (await server.SignInAsync(clientId, "ada")).ShouldRefuse("NotAuthorizedException");
        (await server.SignInAsync(clientId, "ada", NewPassword)).ShouldSucceed();
    }

    [Fact]
    public async Task It_ends_the_other_sessions_and_spares_the_one_that_asked()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        var other = await server.AccessTokenAsync(clientId, "ada");
        var own = await server.AccessTokenAsync(clientId, "ada");

        (await ChangeAsync(own, People.Password, NewPassword)).ShouldSucceed();

        (await server.CallPublicAsync("GetUser", new { AccessToken = own })).ShouldSucceed();
        (await server.CallPublicAsync("GetUser", new { AccessToken = other }))
            .ShouldRefuse("NotAuthorizedException", "Access Token has been revoked");
    }

    [Fact]
    public async Task In_a_strict_pool_the_other_sessions_live_on_as_at_AWS()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(
            new
            {
                AutoVerifiedAttributes = new[] { "email" },
                UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
            },
            new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" } });
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        var other = await server.AccessTokenAsync(clientId, "ada");

        (await ChangeAsync(await server.AccessTokenAsync(clientId, "ada"), People.Password, NewPassword)).ShouldSucceed();

        (await server.CallPublicAsync("GetUser", new { AccessToken = other })).ShouldSucceed();
    }

    [Theory]
    [InlineData("Wrong-horse-0")]
    [InlineData(null)]
    public async Task A_wrong_or_missing_previous_password_is_refused(string? previous)
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        await server.JoinAsync(clientId, "ada", People.NewEmail());

        var answer = await ChangeAsync(await server.AccessTokenAsync(clientId, "ada"), previous, NewPassword);

        answer.ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
        (await server.SignInAsync(clientId, "ada")).ShouldSucceed();
    }

    [Fact]
    public async Task A_new_password_against_the_policy_is_refused()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        await server.JoinAsync(clientId, "ada", People.NewEmail());

        var answer = await ChangeAsync(await server.AccessTokenAsync(clientId, "ada"), People.Password, "weak");

        answer.ShouldRefuse(
            "InvalidPasswordException",
            "Password did not conform with policy: Password not long enough");
    }

    [Fact]
    public async Task A_former_password_is_refused_as_far_back_as_the_policy_says()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(new
        {
            AutoVerifiedAttributes = new[] { "email" },
            Policies = new { PasswordPolicy = new { MinimumLength = 8, PasswordHistorySize = 2 } },
        });
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        var accessToken = await server.AccessTokenAsync(clientId, "ada");
        (await ChangeAsync(accessToken, People.Password, NewPassword)).ShouldSucceed();

        var answer = await ChangeAsync(accessToken, NewPassword, People.Password);

        answer.ShouldRefuse("PasswordHistoryPolicyViolationException");
    }

    [Fact]
    public async Task The_sixth_try_within_an_hour_is_refused_even_when_it_is_right()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        var accessToken = await server.AccessTokenAsync(clientId, "ada");

        for (var i = 0; i < 5; i++)
        {
            (await ChangeAsync(accessToken, "Wrong-horse-0", NewPassword)).ShouldRefuse("NotAuthorizedException");
        }

        (await ChangeAsync(accessToken, People.Password, NewPassword)).ShouldRefuse(
            "LimitExceededException",
            "Attempt limit exceeded, please try after some time.");
    }

    [Fact]
    public async Task Guesses_at_the_previous_password_count_at_sign_in_too()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        var accessToken = await server.AccessTokenAsync(clientId, "ada");
        for (var i = 0; i < 5; i++)
        {
            await ChangeAsync(accessToken, "Wrong-horse-0", NewPassword);
        }

        var signIn = await server.SignInAsync(clientId, "ada");

        signIn.ShouldRefuse("NotAuthorizedException", "Password attempts exceeded");
    }

    [Fact]
    public async Task A_user_who_must_be_reset_cannot_change_the_password_instead()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        var accessToken = await server.AccessTokenAsync(clientId, "ada");
        await server.ChangeUserAsync(poolId, "ada", user => user.Status = UserStatus.RESET_REQUIRED);

        var answer = await ChangeAsync(accessToken, People.Password, NewPassword);

        answer.ShouldRefuse("PasswordResetRequiredException", "Password reset required for the user");
    }

    private Task<ApiAnswer> ChangeAsync(string accessToken, string? previous, string proposed) =>
        server.CallPublicAsync(
            "ChangePassword",
            new { AccessToken = accessToken, PreviousPassword = previous, ProposedPassword = proposed });
}
