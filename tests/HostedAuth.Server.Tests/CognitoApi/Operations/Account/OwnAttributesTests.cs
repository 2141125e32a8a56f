using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.CognitoApi.Operations.Users;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Account;

public sealed class OwnAttributesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly object VerifiedFirst = new
    {
        AutoVerifiedAttributes = new[] { "email" },
        AliasAttributes = new[] { "email" },
        UserAttributeUpdateSettings = new { AttributesRequireVerificationBeforeUpdate = new[] { "email" } },
    };

    [Fact]
    public async Task A_changed_address_replaces_the_old_one_at_once_and_is_proven_by_its_code()
    {
        var (poolId, token) = await JoinAsync();
        var to = People.NewEmail();

        var answer = await UpdateAsync(token, $"email={to}", "name=Ada");

        answer.ShouldSucceed().Json.GetProperty("CodeDeliveryDetailsList").EnumerateArray()
            .Single().GetProperty("AttributeName").GetString().ShouldBe("email");
        (await server.GetAsync(poolId, "ada")).Attribute("email_verified").ShouldBe("false");
        (await VerifyAsync(token, await server.CodeToAsync(to))).ShouldSucceed().Body.ShouldBe("{}");
        var user = await server.GetAsync(poolId, "ada");
        user.Attribute("email").ShouldBe(to);
        user.Attribute("email_verified").ShouldBe("true");
    }

    [Fact]
    public async Task Where_verification_comes_first_the_address_waits_for_its_code_and_a_new_code_goes_to_it()
    {
        var (poolId, token) = await JoinAsync(VerifiedFirst);
        var to = People.NewEmail();

        (await UpdateAsync(token, $"email={to}")).ShouldSucceed();
        var first = await server.MessageToAsync(to);
        (await server.GetAsync(poolId, "ada")).Attribute("email").ShouldNotBe(to);
        (await AskAsync(token, "email")).ShouldSucceed();
        (await VerifyAsync(token, await server.CodeToAsync(to, first))).ShouldSucceed();

        (await server.GetAsync(poolId, to)).Attribute("email_verified").ShouldBe("true");
    }

    [Fact]
    public async Task A_change_of_mind_makes_the_code_of_the_waiting_address_worthless()
    {
        var (poolId, token) = await JoinAsync(VerifiedFirst);
        var to = People.NewEmail();
        (await UpdateAsync(token, $"email={to}")).ShouldSucceed();
        var code = await server.CodeToAsync(to);
        var settled = People.NewEmail();

        (await server.UpdateAsync(poolId, "ada", $"email={settled}", "email_verified=true")).ShouldSucceed();

        (await VerifyAsync(token, code)).ShouldRefuse("ExpiredCodeException");
        (await server.GetAsync(poolId, "ada")).Attribute("email").ShouldBe(settled);
    }

    [Fact]
    public async Task An_address_that_somebody_else_has_proven_is_refused_at_verification()
    {
        var (poolId, token) = await JoinAsync(VerifiedFirst);
        var to = People.NewEmail();
        (await UpdateAsync(token, $"email={to}")).ShouldSucceed();
        (await server.AdminCreateAsync(poolId, "bob", $"email={to}", "email_verified=true")).ShouldSucceed();

        var answer = await VerifyAsync(token, await server.CodeToAsync(to));

        answer.ShouldRefuse("AliasExistsException", "An account with the given email already exists.");
    }

    [Fact]
    public async Task Guesses_are_counted_and_then_even_the_right_code_fails()
    {
        var (_, token) = await JoinAsync();
        var to = People.NewEmail();
        (await UpdateAsync(token, $"email={to}")).ShouldSucceed();
        var code = await server.CodeToAsync(to);

        for (var guess = 0; guess < 5; guess++)
        {
            (await VerifyAsync(token, People.WrongCode(code))).ShouldRefuse("CodeMismatchException");
        }

        (await VerifyAsync(token, code)).ShouldRefuse("ExpiredCodeException");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Codes_go_to_ten_new_addresses_an_hour_and_nothing_changes_then(bool verifiedFirst)
    {
        var (_, token) = await (verifiedFirst ? JoinAsync(VerifiedFirst) : JoinAsync());
        for (var moved = 0; moved < 10; moved++)
        {
            (await UpdateAsync(token, $"email={People.NewEmail()}")).ShouldSucceed();
        }

        (await UpdateAsync(token, $"email={People.NewEmail()}", "nickname=Eve")).ShouldRefuse(
            "TooManyRequestsException", "Attempt limit exceeded, please try after some time.");
        (await server.CallPublicAsync("GetUser", new { AccessToken = token })).Body.ShouldNotContain("Eve");
        (await UpdateAsync(token, "nickname=Eve")).ShouldSucceed();
    }

    [Fact]
    public async Task Codes_are_sent_five_times_an_hour()
    {
        var (_, token) = await JoinAsync();

        for (var asked = 0; asked < 5; asked++)
        {
            (await AskAsync(token, "email")).ShouldSucceed();
        }

        (await AskAsync(token, "email")).ShouldRefuse(
            "LimitExceededException", "Attempt limit exceeded, please try after some time.");
    }

    [Theory]
    [InlineData("name")]
    [InlineData("phone_number")]
    public async Task What_can_not_be_proven_gets_no_code(string attribute)
    {
        var (_, token) = await JoinAsync();

        (await AskAsync(token, attribute)).ShouldRefuse("InvalidParameterException");
    }

    [Theory]
    [InlineData("email_verified=true")]
    [InlineData("sub=00000000-0000-0000-0000-000000000000")]
    public async Task What_is_the_administrators_is_not_written(string attribute)
    {
        var (_, token) = await JoinAsync();

        (await UpdateAsync(token, attribute)).ShouldRefuse(
            "NotAuthorizedException", "A client attempted to write unauthorized attribute");
    }

    [Fact]
    public async Task A_deleted_address_takes_its_flag_its_code_and_its_factor_with_it()
    {
        var (poolId, token) = await JoinAsync();
        await server.ChangeUserAsync(poolId, "ada", user =>
        {
            user.ActiveFactors = ["EMAIL_OTP", "SOFTWARE_TOKEN_MFA"];
            user.PreferredFactor = "EMAIL_OTP";
        });
        (await AskAsync(token, "email")).ShouldSucceed();

        var answer = await server.CallPublicAsync(
            "DeleteUserAttributes", new { AccessToken = token, UserAttributeNames = new[] { "email" } });

        answer.ShouldSucceed().Body.ShouldBe("{}");
        var user = await server.ReadUserAsync(poolId, "ada");
        user.Attributes.Keys.ShouldNotContain(name => name.StartsWith("email", StringComparison.Ordinal));
        user.ActiveFactors.ShouldBe(["SOFTWARE_TOKEN_MFA"]);
        user.PreferredFactor.ShouldBeNull();
        await using var context = server.Services.GetRequiredService<Database>().Open(poolId);
        (await context.OneTimeCodes.CountAsync(code => code.UserId == user.Id && code.SpentAt == null)).ShouldBe(0);
    }

    [Fact]
    public async Task A_reset_password_signs_in_nobody_until_the_mailed_code_set_a_new_one()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "ada", People.NewEmail());
        var before = await server.MessageToAsync(email);
        var reset = new { UserPoolId = poolId, Username = "ada" };

        (await server.CallAsync("AdminResetUserPassword", reset)).ShouldSucceed().Body.ShouldBe("{}");
        (await server.CallAsync("AdminResetUserPassword", reset)).ShouldSucceed();

        (await server.SignInAsync(clientId, "ada")).ShouldRefuse(
            "PasswordResetRequiredException", "Password reset required for the user");
        var code = await server.CodeToAsync(email, before);
        (await server.ConfirmForgotPasswordAsync(clientId, "ada", code)).ShouldSucceed();
        (await server.SignInAsync(clientId, "ada", "Another-horse-8")).ShouldSucceed();
    }

    [Fact]
    public async Task A_user_who_deletes_themselves_leaves_no_row_in_any_table()
    {
        var (poolId, token) = await JoinAsync();
        var id = (await server.ReadUserAsync(poolId, "ada")).Id;
        (await AskAsync(token, "email")).ShouldSucceed();

        (await server.CallPublicAsync("DeleteUser", new { AccessToken = token })).ShouldSucceed();

        await using var context = server.Services.GetRequiredService<Database>().Open(poolId);
        foreach (var table in context.Model.GetEntityTypes().Where(type => type.FindProperty("UserId") is not null))
        {
            (await CountAsync(context, table.GetTableName()!, id)).ShouldBe(0, table.GetTableName());
        }

        (await server.GetAsync(poolId, "ada")).ShouldRefuse("UserNotFoundException");
    }

#pragma warning disable EF1002 // A table's name can't be a parameter; it comes from the model.
    private static Task<int> CountAsync(HostedAuthDbContext context, string table, string userId) => context.Database
        .SqlQueryRaw<int>($"SELECT CAST(COUNT(*) AS integer) AS \"Value\" FROM {table} WHERE \"UserId\" = {{0}}", userId)
        .SingleAsync();
#pragma warning restore EF1002

    private async Task<(string PoolId, string Token)> JoinAsync(object? poolMembers = null)
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(poolMembers);
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        return (poolId, await server.AccessTokenAsync(clientId, "ada"));
    }

    private Task<ApiAnswer> UpdateAsync(string token, params string[] attributes) => server.CallPublicAsync(
        "UpdateUserAttributes", new { AccessToken = token, UserAttributes = UserCalls.Attributes(attributes) });

    private Task<ApiAnswer> AskAsync(string token, string attribute) => server.CallPublicAsync(
        "GetUserAttributeVerificationCode", new { AccessToken = token, AttributeName = attribute });

    private Task<ApiAnswer> VerifyAsync(string token, string code) => server.CallPublicAsync(
        "VerifyUserAttribute", new { AccessToken = token, AttributeName = "email", Code = code });
}
