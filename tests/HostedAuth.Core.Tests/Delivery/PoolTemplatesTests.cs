using HostedAuth.Core.Delivery;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.Tests.Delivery;

public sealed class PoolTemplatesTests
{
    private static readonly MessageValues Values = new()
    {
        App = "Shop",
        Username = "<b>{####}</b>",
        Code = new Secret("123456"),
        Link = "https://login.example/confirmUser?a=1&b=2",
        Host = "login.example",
    };

    [Fact]
    public void What_a_value_holds_is_never_taken_for_a_placeholder_or_for_markup()
    {
        var message = Find("Hello {username}, {####}", byLink: false).Fill(Values);

        message.Html.ShouldBe("Hello &lt;b&gt;{####}&lt;/b&gt;, 123456");
    }

    [Fact]
    public void A_link_is_written_out_for_readers_without_HTML()
    {
        var message = Find("<p>Press {##here##}</p>", byLink: true).Fill(Values);

        message.Html.ShouldBe("<p>Press <a href=\"https://login.example/confirmUser?a=1&amp;b=2\">here</a></p>");
        message.Text.Trim().ShouldBe("Press here: https://login.example/confirmUser?a=1&b=2");
    }

    [Fact]
    public void A_subject_is_one_line()
    {
        var message = Find("{####}", byLink: false, subject: "Your code\r\nBcc: eve@example.com").Fill(Values);

        message.Subject.ShouldBe("Your code Bcc: eve@example.com");
    }

    private static PoolTemplates Find(string body, bool byLink, string subject = "Subject") => PoolTemplates.Find(
        new UserPoolSettings
        {
            VerificationMessageTemplate = new VerificationMessageTemplate
            {
                EmailMessage = body,
                EmailSubject = subject,
                EmailMessageByLink = body,
                EmailSubjectByLink = subject,
            },
        },
        MessagePurpose.SignUp,
        Channels.Email,
        byLink)!;
}
