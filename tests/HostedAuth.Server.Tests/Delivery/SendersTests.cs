using System.Text;
using System.Text.Json;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Secrets;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;

namespace HostedAuth.Server.Tests.Delivery;

public sealed class SendersTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    private const string Identity = "arn:aws:ses:eu-west-1:123456789012:identity/hello@example.org";

    private static readonly Message Mail = new()
    {
        Channel = Channels.Email,
        To = "ada@example.com",
        Subject = "Grüße",
        Text = "Your code is 123456.",
        Html = "<p>Your code is <b>123456</b>.</p>",
        Code = "123456",
    };

    private static readonly Message Sms = new()
    {
        Channel = Channels.Sms,
        To = "+15550100",
        Text = "Your code is 123456.\n\n@example.com #123456",
    };

    [Fact]
    public async Task Mail_of_the_deployment_goes_by_SES()
    {
        var poolId = await OpenAsync();

        var call = await server.SendAsync(poolId, Mail);

        call.Line.ShouldBe("POST /v2/email/outbound-emails HTTP/1.1");
        call.Headers["Content-Type"].ShouldBe("application/json");
        call.ShouldBeSigned(ServerWithProviders.KeyId, ServerWithProviders.Secret, "eu-central-1", "ses");
        JsonShould.Be(
            call.Body,
            """
            {"FromEmailAddress":"Example <no-reply@example.com>","Destination":{"ToAddresses":["ada@example.com"]},
             "Content":{"Simple":{"Subject":{"Data":"Grüße","Charset":"UTF-8"},"Body":{
               "Text":{"Data":"Your code is 123456.","Charset":"UTF-8"},
               "Html":{"Data":"<p>Your code is <b>123456</b>.</p>","Charset":"UTF-8"}}}},
             "ConfigurationSetName":"of-the-deployment"}
            """);
    }

    [Fact]
    public async Task Mail_of_a_pool_with_an_identity_goes_by_SES_in_its_name_and_region()
    {
        var poolId = await OpenAsync(new
        {
            EmailConfiguration = new
            {
                EmailSendingAccount = "DEVELOPER",
                SourceArn = Identity,
                ConfigurationSet = "of-the-pool",
                ReplyToEmailAddress = "help@example.org",
            },
        });

        var call = await server.SendAsync(poolId, Mail with { ReplyTo = "help@example.org" });

        call.ShouldBeSigned(ServerWithProviders.KeyId, ServerWithProviders.Secret, "eu-west-1", "ses");
        using var request = JsonDocument.Parse(call.Body);
        request.RootElement.GetProperty("FromEmailAddress").GetString().ShouldBe("hello@example.org");
        request.RootElement.GetProperty("FromEmailAddressIdentityArn").GetString().ShouldBe(Identity);
        request.RootElement.GetProperty("ConfigurationSetName").GetString().ShouldBe("of-the-pool");
        request.RootElement.GetProperty("ReplyToAddresses")[0].GetString().ShouldBe("help@example.org");
    }

    [Fact]
    public async Task A_text_message_of_the_deployment_goes_by_SNS_in_the_region_of_the_pool()
    {
        var poolId = await OpenAsync(new
        {
            SmsConfiguration = new { SnsCallerArn = "arn:aws:iam::123456789012:role/sms", SnsRegion = "ap-south-1" },
        });

        var call = await server.SendAsync(poolId, Sms);

        call.Line.ShouldBe("POST / HTTP/1.1");
        call.Headers["Content-Type"].ShouldBe("application/x-www-form-urlencoded; charset=utf-8");
        call.ShouldBeSigned(ServerWithProviders.KeyId, ServerWithProviders.Secret, "ap-south-1", "sns");
        call.Body.ShouldBe(
            "Action=Publish&Version=2010-03-31&PhoneNumber=%2B15550100"
            + "&Message=Your%20code%20is%20123456.%0A%0A%40example.com%20%23123456"
            + "&MessageAttributes.entry.1.Name=AWS.SNS.SMS.SMSType&MessageAttributes.entry.1.Value.DataType=String"
            + "&MessageAttributes.entry.1.Value.StringValue=Transactional"
            + "&MessageAttributes.entry.2.Name=AWS.SNS.SMS.SenderID&MessageAttributes.entry.2.Value.DataType=String"
            + "&MessageAttributes.entry.2.Value.StringValue=HostedAuth");
    }

    [Fact]
    public async Task A_text_message_of_a_pool_with_the_tag_goes_by_Twilio()
    {
        var poolId = await OpenAsync(new { UserPoolTags = Tag("hostedauth:sms", "twilio") });

        var call = await server.SendAsync(poolId, Sms);

        call.Line.ShouldBe("POST /2010-04-01/Accounts/AC123/Messages.json HTTP/1.1");
        call.Headers["Content-Type"].ShouldBe("application/x-www-form-urlencoded");
        call.Headers["Authorization"].ShouldBe($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("AC123:token"))}");
        call.Body.ShouldBe(
            "To=%2B15550100&From=%2B15550199&Body=Your+code+is+123456.%0A%0A%40example.com+%23123456");
    }

    [Theory]
    [InlineData("hostedauth:email")]
    [InlineData("hostedauth:sms")]
    public async Task A_message_of_a_pool_with_the_tag_goes_by_its_webhook_signed(string tag)
    {
        var poolId = await OpenAsync(new { UserPoolTags = Tag(tag, "webhook:post") });

        var call = await server.SendAsync(poolId, tag is "hostedauth:email" ? Mail : Sms);

        call.Line.ShouldBe("POST /post?key=1 HTTP/1.1");
        call.Headers["HostedAuth-Signature"].ShouldBe(WebhookSignature.Of(
            new Secret(ServerWithProviders.WebhookSecret), server.Clock.GetUtcNow(), Encoding.UTF8.GetBytes(call.Body)));
        var id = call.Headers["HostedAuth-Id"];
        JsonShould.Be(
            call.Body,
            tag is "hostedauth:email"
                ? $$"""
                  {"id":"{{id}}","channel":"email","to":"ada@example.com","from":"Example <no-reply@example.com>",
                   "subject":"Grüße","text":"Your code is 123456.","html":"<p>Your code is <b>123456</b>.</p>","code":"123456"}
                  """
                : $$"""
                  {"id":"{{id}}","channel":"sms","to":"+15550100","text":"Your code is 123456.\n\n@example.com #123456"}
                  """);
    }

    [Theory]
    [InlineData("ses", 400, """{"__type":"MessageRejected"}""", "Amazon SES refused (400 MessageRejected).")]
    [InlineData("sns", 400, "<ErrorResponse><Error><Code>InvalidParameter</Code></Error></ErrorResponse>", "Amazon SNS refused (400 InvalidParameter).")]
    [InlineData("twilio", 400, """{"code":21211,"message":"'To' +15550100 is invalid"}""", "Twilio refused (400 21211).")]
    [InlineData("webhook:post", 422, "never", "The webhook refused (422).")]
    public async Task What_a_provider_refuses_for_good_is_given_up_at_once(string tag, int status, string body, string reason)
    {
        var row = await RefuseAsync(tag, new Lie(body, status));

        row.LastError.ShouldBe(reason);
        row.FailedAt.ShouldNotBeNull();
        row.SealedBody.ShouldBeNull();
        await Eventually.IsLoggedAsync(server, $"Message {row.Id} ", "is given up after 1 attempts");
    }

    [Theory]
    [InlineData("ses", 429, """{"__type":"TooManyRequestsException"}""", "Amazon SES refused (429 TooManyRequestsException).")]
    [InlineData("ses", 403, "<html>", "Amazon SES refused (403 unknown).")]
    [InlineData("sns", 500, "", "Amazon SNS refused (500 unknown).")]
    [InlineData("twilio", 401, """{"code":20003}""", "Twilio refused (401 20003).")]
    [InlineData("webhook:post", 302, "", "The webhook refused (302).")]
    public async Task What_may_pass_is_tried_again_later(string tag, int status, string body, string reason)
    {
        var row = await RefuseAsync(tag, new Lie(body, status, Location: "http://169.254.169.254/"));

        row.LastError.ShouldBe(reason);
        row.FailedAt.ShouldBeNull();
        row.SealedBody.ShouldNotBeNull();
        row.NextAttemptAt.ShouldBe(server.Clock.GetUtcNow() + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_provider_that_comes_back_gets_the_message_under_the_same_id()
    {
        var poolId = await OpenAsync(new { UserPoolTags = Tag("hostedauth:email", "webhook:post") });
        server.World.Answers = _ => new Lie("", 503);
        var id = await server.LeaveAsync(poolId, Mail);
        await Eventually.HoldsAsync(async () => (await server.FindAsync(poolId, id)).LastError is not null, "The courier tries.");
        server.World.Answers = _ => new Lie("{}");
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        await Eventually.HoldsAsync(async () => (await server.FindAsync(poolId, id)).DeliveredAt is not null, "It goes out.");

        server.World.Calls.Count(call => call.Headers.GetValueOrDefault("HostedAuth-Id") == id).ShouldBe(2);
    }

    private async Task<OutboxMessage> RefuseAsync(string provider, Lie lie)
    {
        var isSms = provider is "sns" or "twilio";
        var poolId = await OpenAsync(new { UserPoolTags = Tag(isSms ? "hostedauth:sms" : "hostedauth:email", provider) });
        server.World.Answers = _ => lie;
        var id = await server.LeaveAsync(poolId, isSms ? Sms : Mail);
        await Eventually.HoldsAsync(async () => (await server.FindAsync(poolId, id)).LastError is not null, "The courier tries.");
        return await server.FindAsync(poolId, id);
    }

    private async Task<string> OpenAsync(object? members = null)
    {
        server.World.Answers = _ => new Lie("{}");
        return await server.CreatePoolAsync(members);
    }

    private static Dictionary<string, string> Tag(string key, string value) => new() { [key] = value };
}
