using System.Runtime.CompilerServices;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Tests.Delivery;

public sealed class MessageTemplatesTests
{
    private static readonly MessageTemplates Templates = new(ThemeFolder(), "en");

    private static readonly MessageValues Values = new()
    {
        App = "Shop & <Sons>",
        Username = "alice",
        Code = new Secret("123456"),
        Link = "https://shop.example/confirmUser?a=1&b=2",
        Validity = TimeSpan.FromHours(24),
        Host = "shop.example",
    };

    public static IEnumerable<object[]> Mails =>
        MessageTemplates.Names.SelectMany(name => Templates.Languages.Select(language => new object[] { name, language }));

    [Theory]
    [MemberData(nameof(Mails))]
    public void Every_mail_has_a_subject_a_text_and_a_page_with_nothing_left_to_fill_in(string name, string language)
    {
        var mail = Templates.Write(name, "email", Values, [language]);

        mail.Subject.ShouldNotBeNullOrWhiteSpace();
        mail.Text.ShouldNotBeNullOrWhiteSpace();
        mail.Html.ShouldNotBeNull().ShouldContain($"<html lang=\"{language}\">");
        $"{mail.Subject}{mail.Text}{mail.Html}".ShouldNotContain("{{");
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Every_language_has_every_message_of_its_own(string name, string language)
    {
        File.Exists(Path.Combine(ThemeFolder(), "mail", language, $"{name}.txt")).ShouldBeTrue();
        File.Exists(Path.Combine(ThemeFolder(), "sms", language, $"{name}.txt")).ShouldBe(MessageTemplates.IsTexted(name));
    }

    [Theory]
    [InlineData("de", "123456 ist Ihr Code für Shop")]
    [InlineData("de-CH", "123456 ist Ihr Code für Shop")]
    [InlineData("de_AT", "123456 ist Ihr Code für Shop")]
    [InlineData("FR", "123456 est votre code pour Shop")]
    [InlineData("es-MX", "123456 es tu código para Shop")]
    [InlineData("xx", "123456 is your code for Shop")]
    [InlineData("", "123456 is your code for Shop")]
    [InlineData("../en", "123456 is your code for Shop")]
    [InlineData("blocks", "123456 is your code for Shop")]
    public void A_message_speaks_the_language_asked_for_or_the_themes_own(string wanted, string subject) =>
        Templates.Write(MessageTemplates.SignUpCode, "email", Values with { App = "Shop" }, [wanted]).Subject.ShouldBe(subject);

    [Theory]
    [InlineData("en", 3, "3 minutes")]
    [InlineData("en", 60, "1 hour")]
    [InlineData("de", 60, "1 Stunde")]
    [InlineData("fr", 1440, "24 heures")]
    [InlineData("es", 10080, "7 días")]
    public void How_long_a_code_is_good_is_told_in_words(string language, int minutes, string words) => Templates
        .Write(MessageTemplates.SignUpCode, "email", Values with { Validity = TimeSpan.FromMinutes(minutes) }, [language])
        .Text.ShouldContain(words);

    [Fact]
    public void Sentences_and_buttons_become_blocks_of_the_page_and_links_are_written_out_in_the_text()
    {
        var mail = Templates.Write(MessageTemplates.SignUpLink, "email", Values, ["en"]);

        mail.Html.ShouldNotBeNull().ShouldContain(">Confirm my address</a>");
        mail.Html.ShouldContain("href=\"https://shop.example/confirmUser?a=1&amp;b=2\"");
        mail.Text.ShouldContain("Confirm my address: https://shop.example/confirmUser?a=1&b=2");
        mail.Text.ShouldNotContain("#");
    }

    [Fact]
    public void Values_are_encoded_in_html_and_nowhere_else()
    {
        var mail = Templates.Write(MessageTemplates.SignUpLink, "email", Values, ["en"]);

        mail.Html.ShouldNotBeNull().ShouldContain("Shop &amp; &lt;Sons&gt;");
        mail.Html.ShouldNotContain("<Sons>");
        mail.Text.ShouldContain("https://shop.example/confirmUser?a=1&b=2");
    }

    [Fact]
    public void A_line_break_in_a_value_cannot_add_a_header_to_the_mail()
    {
        var mail = Templates.Write(MessageTemplates.SignUpCode, "email", Values with { App = "Shop\r\nBcc: all@example.com" }, ["en"]);

        mail.Subject.ShouldBe("123456 is your code for Shop Bcc: all@example.com");
    }

    [Fact]
    public void An_SMS_code_is_bound_to_the_host_of_the_pages()
    {
        var sms = Templates.Write(MessageTemplates.SignUpCode, "sms", Values, ["en"]);

        sms.Subject.ShouldBeNull();
        sms.Html.ShouldBeNull();
        sms.Text.ShouldEndWith("\n@shop.example #123456");
    }

    [Fact]
    public void A_theme_without_a_message_is_refused_at_the_start()
    {
        var refusal = Should.Throw<InvalidDataException>(() => new MessageTemplates(AppContext.BaseDirectory, "en"));

        refusal.Message.ShouldContain("layout.html");
    }

    private static string ThemeFolder([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../themes/default"));
}
