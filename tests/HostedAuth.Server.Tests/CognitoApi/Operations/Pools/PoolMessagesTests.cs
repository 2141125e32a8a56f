using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

/// <summary>The messages that a pool brings, and Cognito's placeholders in them.</summary>
public sealed class PoolMessagesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("""{"EmailVerificationMessage":"No code"}""")]
    [InlineData("""{"SmsVerificationMessage":"No code"}""")]
    [InlineData("""{"SmsAuthenticationMessage":"No code"}""")]
    [InlineData("""{"VerificationMessageTemplate":{"EmailMessage":"No code"}}""")]
    [InlineData("""{"VerificationMessageTemplate":{"SmsMessage":"No code"}}""")]
    [InlineData("""{"VerificationMessageTemplate":{"EmailMessageByLink":"No link here"}}""")]
    [InlineData("""{"AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"No password, {username}"}}}""")]
    [InlineData("""{"AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"No name: {####}"}}}""")]
    [InlineData("""{"AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"No password, {username}"}}}""")]
    public async Task A_message_without_its_placeholder_is_refused(string member)
    {
        var request = JsonNode.Parse(member)!.AsObject();
        var poolId = await server.CreatePoolAsync();

        var created = await server.CallAsync("CreateUserPool", With(request, "PoolName", "shop"));
        var updated = await server.CallAsync("UpdateUserPool", With(request, "UserPoolId", poolId));

        created.ShouldRefuse("InvalidParameterException");
        updated.ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task An_invitation_needs_no_password_where_there_is_another_way_in()
    {
        var answer = await server.CallAsync("CreateUserPool", new
        {
            PoolName = "shop",
            Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "EMAIL_OTP" } } },
            AdminCreateUserConfig = new { InviteMessageTemplate = new { EmailMessage = "Come in, {username}" } },
        });

        answer.ShouldSucceed();
    }

    [Fact]
    public async Task Each_message_has_its_placeholders_filled_in()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(new
        {
            AutoVerifiedAttributes = new[] { "email" },
            VerificationMessageTemplate = new { EmailSubject = "Ours", EmailMessage = "For {username}: {####}" },
            AdminCreateUserConfig = new
            {
                InviteMessageTemplate = new { EmailSubject = "Come", EmailMessage = "You are {username}, say {####}" },
            },
        });
        var (hers, his) = (People.NewEmail(), People.NewEmail("bob"));

        (await server.SignUpAsync(clientId, "ada", hers)).ShouldSucceed();
        (await server.CallAsync("AdminCreateUser", new
        {
            UserPoolId = poolId,
            Username = "bob",
            TemporaryPassword = "Come-in-1",
            UserAttributes = new[] { new { Name = "email", Value = his } },
            DesiredDeliveryMediums = new[] { "EMAIL" },
        })).ShouldSucceed();

        var code = await server.MessageToAsync(hers);
        (code.Subject, code.Text).ShouldBe(("Ours", $"For ada: {code.Code}"));
        var invitation = await server.MessageToAsync(his);
        (invitation.Subject, invitation.Text).ShouldBe(("Come", "You are bob, say Come-in-1"));
    }

    [Fact]
    public async Task A_link_stands_where_the_pool_confirms_by_one()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(new
        {
            AutoVerifiedAttributes = new[] { "email" },
            VerificationMessageTemplate = new
            {
                DefaultEmailOption = "CONFIRM_WITH_LINK",
                EmailSubjectByLink = "Press",
                EmailMessageByLink = "{username}, {##press here##}.",
            },
        });
        var email = People.NewEmail();

        (await server.SignUpAsync(clientId, "ada", email)).ShouldSucceed();

        var message = await server.MessageToAsync(email);
        message.Subject.ShouldBe("Press");
        message.Html.ShouldNotBeNull().ShouldMatch("^ada, <a href=\"[^\"]+/confirmUser\\?[^\"]+\">press here</a>\\.$");
    }

    private static JsonObject With(JsonObject request, string name, string value)
    {
        var copy = request.DeepClone().AsObject();
        copy[name] = value;
        return copy;
    }
}
