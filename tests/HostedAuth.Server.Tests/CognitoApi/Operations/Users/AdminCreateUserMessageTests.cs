using HostedAuth.Server.Tests.Fixtures;
using static HostedAuth.Server.Tests.CognitoApi.Operations.Users.UserCalls;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Users;

/// <summary>The message of AdminCreateUser.</summary>
public sealed class AdminCreateUserMessageTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private readonly string _email = $"{Guid.NewGuid():N}@example.com";
    private readonly string _phone = $"+49{Random(11)}";

    [Fact]
    public async Task It_brings_a_temporary_password_that_opens_the_door()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);

        (await InviteAsync(pool, new { DesiredDeliveryMediums = new[] { "EMAIL" } })).ShouldSucceed();

        var password = (await server.MailboxAsync(_email)).Single().GetProperty("code").GetString()!;
        var answer = await server.SignInAsync(client.Id, "alice", password);
        answer.ShouldSucceed().Text("ChallengeName").ShouldBe("NEW_PASSWORD_REQUIRED");
    }

    [Fact]
    public async Task It_goes_by_sms_unless_the_call_says_otherwise()
    {
        var pool = await server.CreatePoolAsync();

        (await InviteAsync(pool, new { TemporaryPassword = Password })).ShouldSucceed();

        (await server.MailboxAsync(_phone)).Single().GetProperty("code").GetString().ShouldBe(Password);
        (await server.MailboxAsync(_email, waitSeconds: 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_goes_by_both_when_both_are_asked_for()
    {
        var pool = await server.CreatePoolAsync();

        (await InviteAsync(pool, new { DesiredDeliveryMediums = new[] { "SMS", "EMAIL" } })).ShouldSucceed();

        (await server.MailboxAsync(_phone)).ShouldHaveSingleItem();
        (await server.MailboxAsync(_email)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("RESEND", "FORCE_CHANGE_PASSWORD")]
    public async Task Resent_it_brings_a_new_password_and_the_old_one_ends(string action, string status)
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);
        (await InviteAsync(pool, new { TemporaryPassword = Password, MessageAction = "SUPPRESS" })).ShouldSucceed();

        var answer = await InviteAsync(pool, new { MessageAction = action, DesiredDeliveryMediums = new[] { "EMAIL" } });

        answer.ShouldSucceed().Text("User.UserStatus").ShouldBe(status);
        var password = (await server.MailboxAsync(_email)).Single().GetProperty("code").GetString()!;
        (await server.SignInAsync(client.Id, "alice", Password)).ShouldRefuse("NotAuthorizedException");
        (await server.SignInAsync(client.Id, "alice", password)).ShouldSucceed();
    }

    [Fact]
    public async Task It_is_not_resent_to_a_user_who_has_a_password_of_their_own()
    {
        var pool = await server.CreatePoolAsync();
        await server.ConfirmedUserAsync(pool, "alice");

        var answer = await InviteAsync(pool, new { MessageAction = "RESEND" });

        answer.ShouldRefuse(
            "UnsupportedUserStateException",
            "Resend not possible. alice status is not FORCE_CHANGE_PASSWORD");
    }

    [Fact]
    public async Task It_is_not_resent_to_nobody()
    {
        var pool = await server.CreatePoolAsync();

        var answer = await InviteAsync(pool, new { MessageAction = "RESEND" });

        answer.ShouldRefuse("UserNotFoundException", "User does not exist.");
    }

    [Fact]
    public async Task A_temporary_password_expires()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);
        (await InviteAsync(pool, new { TemporaryPassword = Password, MessageAction = "SUPPRESS" })).ShouldSucceed();

        server.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));

        (await server.SignInAsync(client.Id, "alice", Password)).ShouldRefuse(
            "NotAuthorizedException",
            "Temporary password has expired and must be reset by an administrator.");
    }

    private static string Random(int digits) =>
        System.Security.Cryptography.RandomNumberGenerator.GetString("123456789", digits);

    private Task<ApiAnswer> InviteAsync(string pool, object members)
    {
        var request = new Dictionary<string, object?>
        {
            ["UserPoolId"] = pool,
            ["Username"] = "alice",
            ["UserAttributes"] = Attributes($"email={_email}", $"phone_number={_phone}"),
        };
        foreach (var member in members.GetType().GetProperties())
        {
            request[member.Name] = member.GetValue(members);
        }

        return server.CallAsync("AdminCreateUser", request);
    }
}
