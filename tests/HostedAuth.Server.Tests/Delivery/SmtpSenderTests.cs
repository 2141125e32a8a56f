using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Delivery.Smtp;
using HostedAuth.Core.Deployment;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Delivery;

public sealed class SmtpSenderTests : IDisposable
{
    private static readonly MessageRoute Route = new() { Provider = Providers.Smtp };

    private static readonly Message Mail = new()
    {
        Channel = Channels.Email,
        To = "ada@example.com",
        From = "Grüße <hello@example.org>",
        ReplyTo = "help@example.org",
        Subject = "Ihr Code für Käse",
        Text = ".Your code = 123456.\nBye",
        Html = "<p>Your code is <b>123456</b>.</p>",
    };

    private readonly TestClock _clock = new();
    private readonly SmtpStub _server;
    private readonly int _port = SmtpStub.FreePort();
    private SmtpPool? _pool;

    public SmtpSenderTests() => _server = new SmtpStub(_port) { Certificate = MakeCertificate() };

    public void Dispose()
    {
        _pool?.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_mail_goes_as_the_standards_have_it()
    {
        await Open(Plain()).SendAsync("id-1", Mail, Route, CancellationToken.None);

        _server.Commands.ShouldBe(["EHLO login.example.com", "MAIL FROM:<hello@example.org>", "RCPT TO:<ada@example.com>", "DATA"]);
        _server.Mails.ShouldHaveSingleItem().ShouldBe(
            $"""
            Date: {_clock.GetUtcNow().ToString("R").Replace("GMT", "+0000", StringComparison.Ordinal)}
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
    public async Task The_connection_is_encrypted_before_the_name_and_password_go()
    {
        _server.Answers = line => line.StartsWith("EHLO", StringComparison.Ordinal) && _server.Commands.Count > 2
            ? "250-stub\r\n250 AUTH LOGIN PLAIN"
            : null;

        await Open(Plain() with { StartTls = true, Username = "ada", Password = "p" }, Trusts).SendAsync("id", Mail, Route, CancellationToken.None);

        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes("\0ada\0p"));
        _server.Commands.Take(4).ShouldBe(
            ["EHLO login.example.com", "STARTTLS", "EHLO login.example.com", $"AUTH PLAIN {credentials}"]);
        _server.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_without_AUTH_PLAIN_is_signed_in_to_by_LOGIN()
    {
        _server.Answers = line => line switch
        {
            "AUTH LOGIN" => "334 VXNlcm5hbWU6",
            "YWRh" => "334 UGFzc3dvcmQ6",
            "cA==" => "235 welcome",
            _ => null,
        };

        await Open(Plain() with { Username = "ada", Password = "p" }).SendAsync("id", Mail, Route, CancellationToken.None);

        _server.Commands.Skip(1).Take(3).ShouldBe(["AUTH LOGIN", "YWRh", "cA=="]);
        _server.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_goes_to_a_server_that_does_not_encrypt()
    {
        _server.Answers = line => line is "STARTTLS" ? "502 what?" : null;

        var refusal = await RefuseAsync(Plain() with { StartTls = true, Username = "ada", Password = "p" });

        refusal.Message.ShouldBe("The mail server refused (502 at STARTTLS).");
        refusal.IsPermanent.ShouldBeFalse();
        _server.Commands.ShouldNotContain(line => line.StartsWith("AUTH", StringComparison.Ordinal));
        _server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_goes_to_a_server_whose_certificate_nobody_vouches_for()
    {
        var refusal = await RefuseAsync(Plain() with { StartTls = true });

        refusal.Message.ShouldBe("The connection to the mail server can't be encrypted.");
        _server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_comes_in_before_the_encryption_began_is_not_believed()
    {
        _server.Answers = line => line is "STARTTLS" ? "220 go on\r\n250 AUTH PLAIN" : null;

        var refusal = await RefuseAsync(Plain() with { StartTls = true });

        refusal.Message.ShouldBe("The mail server spoke before the encryption began.");
    }

    [Fact]
    public async Task Mails_after_each_other_share_a_connection()
    {
        var sender = Open(Plain());
        await sender.SendAsync("id-1", Mail, Route, CancellationToken.None);
        await sender.SendAsync("id-2", Mail, Route, CancellationToken.None);

        _server.Connections.ShouldBe(1);
        _server.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_connection_that_was_idle_for_long_or_that_the_server_closed_is_opened_anew()
    {
        var sender = Open(Plain());
        await sender.SendAsync("id-1", Mail, Route, CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await sender.SendAsync("id-2", Mail, Route, CancellationToken.None);
        _server.Connections.ShouldBe(2);
        _server.Answers = line => line.StartsWith("MAIL", StringComparison.Ordinal) && _server.Connections is 2 ? "" : null;
        await sender.SendAsync("id-3", Mail, Route, CancellationToken.None);

        _server.Connections.ShouldBe(3);
        _server.Mails.Count.ShouldBe(3);
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
        _server.Answers = line => line.StartsWith(command, StringComparison.Ordinal) ? answer : null;

        var refusal = await RefuseAsync(Plain() with { Username = command is "AUTH" ? "ada" : "" });

        refusal.Message.ShouldBe(reason);
        refusal.IsPermanent.ShouldBe(isPermanent);
    }

    [Fact]
    public async Task After_a_refusal_the_conversation_goes_on()
    {
        var sender = Open(Plain());
        _server.Answers = line => line.Contains("nobody@", StringComparison.Ordinal) ? "550 no such user" : null;
        await Should.ThrowAsync<DeliveryException>(
            () => sender.SendAsync("id-1", Mail with { To = "nobody@example.com" }, Route, CancellationToken.None));
        await sender.SendAsync("id-2", Mail, Route, CancellationToken.None);

        _server.Connections.ShouldBe(1);
        _server.Mails.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("ada@example.com\r\nRCPT TO:<eve@example.com>")]
    [InlineData("\"a\r\nDATA\"@example.com")]
    [InlineData("ada@example.com>\r\nDATA")]
    [InlineData("not an address")]
    public async Task No_address_holds_a_command(string to)
    {
        var sender = Open(Plain());

        var refusal = await Should.ThrowAsync<DeliveryException>(
            () => sender.SendAsync("id", Mail with { To = to }, Route, CancellationToken.None));

        refusal.IsPermanent.ShouldBeTrue();
        _server.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_subject_or_name_holds_a_header()
    {
        await Open(Plain()).SendAsync(
            "id",
            Mail with { Subject = "Hi\r\nBcc: eve@example.com", From = "\"A\\\" b\" <hello@example.org>" },
            Route,
            CancellationToken.None);

        var mail = _server.Mails.ShouldHaveSingleItem();
        mail.Split('\n').ShouldNotContain(line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        mail.ShouldContain("Subject: =?utf-8?B?SGkNCkJjYzogZXZlQGV4YW1wbGUuY29t?=");
    }

    private static SmtpSettings Plain() => new() { Host = "localhost", StartTls = false };

    private SmtpSender Open(SmtpSettings smtp, RemoteCertificateValidationCallback? certificates = null)
    {
        var settings = new Settings { PublicUrl = "https://login.example.com", Smtp = smtp with { Host = "127.0.0.1", Port = _port } };
        _pool = new SmtpPool(settings, _clock, certificates);
        return new SmtpSender(_pool, settings, _clock);
    }

    private Task<DeliveryException> RefuseAsync(SmtpSettings smtp) =>
        Should.ThrowAsync<DeliveryException>(() => Open(smtp).SendAsync("id", Mail, Route, CancellationToken.None));

    private static bool Trusts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate?.Subject is "CN=stub";

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stub", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
