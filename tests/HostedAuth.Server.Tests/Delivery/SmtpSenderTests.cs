using HostedAuth.Core.Delivery;

namespace HostedAuth.Server.Tests.Delivery;

public sealed class SmtpSenderTests : IDisposable
{
    private readonly SmtpWorld _smtp = new();

    public void Dispose() => _smtp.Dispose();

    [Fact]
    public async Task A_mail_goes_as_the_standards_have_it()
    {
        await _smtp.Open(SmtpWorld.Plain()).SendAsync("id-1", SmtpWorld.Mail, SmtpWorld.Route, CancellationToken.None);

        _smtp.Server.Commands.ShouldBe(["EHLO login.example.com", "MAIL FROM:<hello@example.org>", "RCPT TO:<ada@example.com>", "DATA"]);
        _smtp.Server.Mails.ShouldHaveSingleItem().ShouldBe(
            $"""
            Date: {_smtp.Clock.GetUtcNow().ToString("R").Replace("GMT", "+0000", StringComparison.Ordinal)}
            Message-ID: <id-1@example.org>
            From: =?utf-8?B?R3LDvMOfZQ==?= <hello@example.org>
            To: ada@example.com
            Reply-To: help@example.org
            Subject: =?utf-8?B?SWhyIENvZGUgZsO8ciBLw6RzZQ==?=
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="=_id-1"

            --=_id-1
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            ..Your code =3D 123456.
            Bye
            --=_id-1
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p>Your code is <b>123456</b>.</p>
            --=_id-1--
            """);
    }

    [Fact]
    public async Task Mails_after_each_other_share_a_connection()
    {
        var sender = _smtp.Open(SmtpWorld.Plain());
        await sender.SendAsync("id-1", SmtpWorld.Mail, SmtpWorld.Route, CancellationToken.None);
        await sender.SendAsync("id-2", SmtpWorld.Mail, SmtpWorld.Route, CancellationToken.None);

        _smtp.Server.Connections.ShouldBe(1);
        _smtp.Server.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_connection_that_was_idle_for_long_or_that_the_server_closed_is_opened_anew()
    {
        var sender = _smtp.Open(SmtpWorld.Plain());
        await sender.SendAsync("id-1", SmtpWorld.Mail, SmtpWorld.Route, CancellationToken.None);
        _smtp.Clock.Advance(TimeSpan.FromMinutes(1));
        await sender.SendAsync("id-2", SmtpWorld.Mail, SmtpWorld.Route, CancellationToken.None);
        _smtp.Server.Connections.ShouldBe(2);
        _smtp.Server.Answers = line => line.StartsWith("MAIL", StringComparison.Ordinal) && _smtp.Server.Connections is 2 ? "" : null;
        await sender.SendAsync("id-3", SmtpWorld.Mail, SmtpWorld.Route, CancellationToken.None);

        _smtp.Server.Connections.ShouldBe(3);
        _smtp.Server.Mails.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("RCPT", "550 no such user", true, "The mail server refused (550 at RCPT).")]
    [InlineData("RCPT", "450 later", false, "The mail server refused (450 at RCPT).")]
    [InlineData("MAIL", "530 sign in first", false, "The mail server refused (530 at MAIL).")]
    [InlineData("AUTH", "535 wrong", false, "The mail server refused (535 at AUTH).")]
    [InlineData("EHLO", "rubbish", false, "The mail server's answer is none of SMTP.")]
    [InlineData("EHLO", "", false, "The mail server can't be reached.")]
    public async Task A_refusal_is_for_good_or_not_and_tells_no_address(string command, string answer, bool isPermanent, string reason)
    {
        _smtp.Server.Answers = line => line.StartsWith(command, StringComparison.Ordinal) ? answer : null;

        var refusal = await _smtp.RefuseAsync(SmtpWorld.Plain() with { Username = command is "AUTH" ? "ada" : "" });

        refusal.Message.ShouldBe(reason);
        refusal.IsPermanent.ShouldBe(isPermanent);
    }

    [Fact]
    public async Task After_a_refusal_the_conversation_goes_on()
    {
        var sender = _smtp.Open(SmtpWorld.Plain());
        _smtp.Server.Answers = line => line.Contains("nobody@", StringComparison.Ordinal) ? "550 no such user" : null;
        await Should.ThrowAsync<DeliveryException>(
            () => sender.SendAsync("id-1", SmtpWorld.Mail with { To = "nobody@example.com" }, SmtpWorld.Route, CancellationToken.None));
        await sender.SendAsync("id-2", SmtpWorld.Mail, SmtpWorld.Route, CancellationToken.None);

        _smtp.Server.Connections.ShouldBe(1);
        _smtp.Server.Mails.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("ada@example.com\r\nRCPT TO:<eve@example.com>")]
    [InlineData("\"a\r\nDATA\"@example.com")]
    [InlineData("ada@example.com>\r\nDATA")]
    [InlineData("not an address")]
    public async Task No_address_holds_a_command(string to)
    {
        var sender = _smtp.Open(SmtpWorld.Plain());

        var refusal = await Should.ThrowAsync<DeliveryException>(
            () => sender.SendAsync("id", SmtpWorld.Mail with { To = to }, SmtpWorld.Route, CancellationToken.None));

        refusal.IsPermanent.ShouldBeTrue();
        _smtp.Server.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_subject_or_name_holds_a_header()
    {
        await _smtp.Open(SmtpWorld.Plain()).SendAsync(
            "id",
            SmtpWorld.Mail with { Subject = "Hi\r\nBcc: eve@example.com", From = "\"A\\\" b\" <hello@example.org>" },
            SmtpWorld.Route,
            CancellationToken.None);

        var mail = _smtp.Server.Mails.ShouldHaveSingleItem();
        mail.Split('\n').ShouldNotContain(line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        mail.ShouldContain("Subject: =?utf-8?B?SGkNCkJjYzogZXZlQGV4YW1wbGUuY29t?=");
    }
}
