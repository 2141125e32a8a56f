using System.Runtime.CompilerServices;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Tests.Delivery;

public sealed class MessageTemplatesTests
{
    private static readonly MessageTemplates Templates = new(ThemeFolder());

    private static readonly MessageValues Values = new()
    {
        App = "Shop & <Sons>",
        Username = "alice",
        Code = new Secret("123456"),
        Link = "https://shop.example/confirmUser?a=1&b=2",
        Validity = "24 hours",
        Host = "shop.example",
    };

    public static TheoryData<string> Mails => [.. MessageTemplates.Names];

    [Theory]
    [MemberData(nameof(Mails))]
    public void Every_mail_has_a_subject_a_text_and_a_page_with_nothing_left_to_fill_in(string name)
    {
        var mail = Templates.Write(name, "email", Values);

        mail.Subject.ShouldNotBeNullOrWhiteSpace();
        mail.Text.ShouldNotBeNullOrWhiteSpace();
        mail.Html.ShouldNotBeNull().ShouldContain("</html>");
        $"{mail.Subject}{mail.Text}{mail.Html}".ShouldNotContain("{{");
    }

    [Fact]
    public void Values_are_encoded_in_html_and_nowhere_else()
    {
        var mail = Templates.Write(MessageTemplates.SignUpLink, "email", Values);

        mail.Html.ShouldNotBeNull().ShouldContain("Shop &amp; &lt;Sons&gt;");
        mail.Html.ShouldNotContain("<Sons>");
        mail.Text.ShouldContain("https://shop.example/confirmUser?a=1&b=2");
    }

    [Fact]
    public void A_line_break_in_a_value_cannot_add_a_header_to_the_mail()
    {
        var mail = Templates.Write(MessageTemplates.SignUpCode, "email", Values with { App = "Shop\r\nBcc: all@example.com" });

        mail.Subject.ShouldBe("123456 is your code for Shop Bcc: all@example.com");
    }

    [Fact]
    public void An_SMS_code_is_bound_to_the_host_of_the_pages()
    {
        var sms = Templates.Write(MessageTemplates.SignUpCode, "sms", Values);

        sms.Subject.ShouldBeNull();
        sms.Html.ShouldBeNull();
        sms.Text.ShouldEndWith("\n@shop.example #123456");
    }

    [Fact]
    public void A_theme_without_a_message_is_refused_at_the_start()
    {
        var refusal = Should.Throw<InvalidDataException>(() => new MessageTemplates(AppContext.BaseDirectory));

        refusal.Message.ShouldContain("layout.html");
    }

    private static string ThemeFolder([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../themes/default"));
}
