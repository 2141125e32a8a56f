using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignUp;

public sealed class ConfirmSignUpTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Mismatch = "Invalid verification code provided, please try again.";
    private const string Expired = "Invalid code provided, please request a code again.";

    [Fact]
    public async Task The_code_confirms_the_user_and_verifies_the_address_it_went_to()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);

        var answer = await server.ConfirmSignUpAsync(clientId, "ada", await server.CodeToAsync(email));

        answer.ShouldSucceed().Body.ShouldBe("{}");
        var user = await server.ReadUserAsync(poolId, "ada");
        user.Status.ShouldBe(UserStatus.CONFIRMED);
        user.Attributes["email_verified"].ShouldBe("true");
    }

    [Fact]
    public async Task A_wrong_code_is_refused_and_the_right_one_still_works()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);
        var code = await server.CodeToAsync(email);

        var wrong = await server.ConfirmSignUpAsync(clientId, "ada", People.WrongCode(code));
        var right = await server.ConfirmSignUpAsync(clientId, "ada", code);

        wrong.ShouldRefuse("CodeMismatchException", Mismatch);
        right.ShouldSucceed();
    }

    [Fact]
    public async Task Five_wrong_tries_end_a_code()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);
        var code = await server.CodeToAsync(email);

        for (var i = 0; i < 5; i++)
        {
            (await server.ConfirmSignUpAsync(clientId, "ada", People.WrongCode(code))).ShouldRefuse("CodeMismatchException");
        }

        (await server.ConfirmSignUpAsync(clientId, "ada", code)).ShouldRefuse("ExpiredCodeException", Expired);
    }

    [Fact]
    public async Task Guesses_made_in_parallel_count_like_guesses_in_a_row()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);
        var code = await server.CodeToAsync(email);

        var guesses = await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(_ => server.ConfirmSignUpAsync(clientId, "ada", People.WrongCode(code))));

        guesses.Count(guess => guess.Error == "CodeMismatchException").ShouldBe(5);
    }

    [Theory]
    [InlineData(23, 59, null)]
    [InlineData(24, 0, "ExpiredCodeException")]
    public async Task A_code_lives_for_a_day(int hours, int minutes, string? error)
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);
        var code = await server.CodeToAsync(email);

        server.Clock.Advance(new TimeSpan(hours, minutes, 0));

        (await server.ConfirmSignUpAsync(clientId, "ada", code)).Error.ShouldBe(error);
    }

    [Fact]
    public async Task A_code_used_again_is_refused()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);
        var code = await server.CodeToAsync(email);
        (await server.ConfirmSignUpAsync(clientId, "ada", code)).ShouldSucceed();

        var again = await server.ConfirmSignUpAsync(clientId, "ada", code);

        again.ShouldRefuse("NotAuthorizedException", "User cannot be confirmed. Current status is CONFIRMED");
    }

    [Fact]
    public async Task A_code_redeemed_100_times_in_parallel_works_once()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);
        var code = await server.CodeToAsync(email);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => server.ConfirmSignUpAsync(clientId, "ada", code)));

        answers.Count(answer => answer.Error is null).ShouldBe(1);
        answers.ShouldAllBe(answer => answer.Error != "InternalErrorException");
    }

    [Fact]
    public async Task A_code_is_good_for_nobody_else()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail("mallory");
        await server.SignUpAsync(clientId, "mallory", email);
        await server.SignUpAsync(clientId, "ada", People.NewEmail());

        var answer = await server.ConfirmSignUpAsync(clientId, "ada", await server.CodeToAsync(email));

        answer.ShouldRefuse("CodeMismatchException");
    }

    [Fact]
    public async Task A_code_is_good_in_no_other_pool()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var (_, otherClientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);
        await server.SignUpAsync(otherClientId, "ada", People.NewEmail());

        var answer = await server.ConfirmSignUpAsync(otherClientId, "ada", await server.CodeToAsync(email));

        answer.ShouldRefuse("CodeMismatchException");
    }

    [Fact]
    public async Task A_code_proves_the_address_it_went_to_and_no_later_one()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);
        var code = await server.CodeToAsync(email);
        await server.ChangeUserAsync(
            poolId,
            "ada",
            user => user.Attributes = new Dictionary<string, string> { ["email"] = "victim@example.com" });

        var answer = await server.ConfirmSignUpAsync(clientId, "ada", code);

        answer.ShouldRefuse("ExpiredCodeException", Expired);
        (await server.ReadUserAsync(poolId, "ada")).Attributes.Keys.ShouldNotContain("email_verified");
    }

    [Fact]
    public async Task An_alias_that_another_user_has_is_refused_and_the_code_stays_good_to_take_it_by_force()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(new
        {
            AliasAttributes = new[] { "email" },
            AutoVerifiedAttributes = new[] { "email" },
        });
        var email = People.NewEmail();
        await server.JoinAsync(clientId, "first", email);
        var before = await server.MessageToAsync(email);
        (await server.SignUpAsync(clientId, "second", email)).ShouldSucceed();
        var code = await server.CodeToAsync(email, before);

        var refused = await server.ConfirmSignUpAsync(clientId, "second", code);
        var forced = await server.ConfirmSignUpAsync(clientId, "second", code, forceAlias: true);

        refused.ShouldRefuse("AliasExistsException", "An account with the given email already exists.");
        forced.ShouldSucceed();
        (await server.ReadUserAsync(poolId, email)).Username.ShouldBe("second");
        (await server.ReadUserAsync(poolId, "first")).Attributes["email_verified"].ShouldBe("false");
    }

    [Fact]
    public async Task An_unknown_name_is_told_only_by_a_client_that_does_not_hide_users()
    {
        var (poolId, open) = await server.CreateOpenPoolAsync(clientMembers: new { PreventUserExistenceErrors = "LEGACY" });
        var hiding = await server.CreateClientAsync(poolId, new { PreventUserExistenceErrors = "ENABLED" });

        var told = await server.ConfirmSignUpAsync(open, "nobody", "123456");
        var hidden = await server.ConfirmSignUpAsync(hiding.Id, "nobody", "123456");

        told.ShouldRefuse("UserNotFoundException", "Username/client id combination not found.");
        hidden.ShouldRefuse("ExpiredCodeException", Expired);
    }

    [Fact]
    public async Task More_than_15_tries_in_an_hour_are_refused()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        await server.SignUpAsync(clientId, "ada", People.NewEmail());

        for (var i = 0; i < 15; i++)
        {
            (await server.ConfirmSignUpAsync(clientId, "ada", "000000")).Error.ShouldNotBe("LimitExceededException");
        }

        (await server.ConfirmSignUpAsync(clientId, "ada", "000000")).ShouldRefuse(
            "LimitExceededException",
            "Attempt limit exceeded, please try after some time.");
        server.Clock.Advance(TimeSpan.FromHours(1));
        (await server.ConfirmSignUpAsync(clientId, "ada", "000000")).Error.ShouldNotBe("LimitExceededException");
    }
}
