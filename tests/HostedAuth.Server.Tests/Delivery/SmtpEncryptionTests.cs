using System.Text;

namespace HostedAuth.Server.Tests.Delivery;

public sealed class SmtpEncryptionTests : IDisposable
{
    private readonly SmtpWorld _smtp = new();

    public void Dispose() => _smtp.Dispose();

    [Fact]
    public async Task The_connection_is_encrypted_before_the_name_and_password_go()
    {
        _smtp.Server.Answers = line => line.StartsWith("EHLO", StringComparison.Ordinal) && _smtp.Server.Commands.Count > 2
            ? "250-stub\r\n250 AUTH LOGIN PLAIN"
            : null;

        await _smtp.Open(SmtpWorld.Plain() with { StartTls = true, Username = "ada", Password = "p" }, SmtpWorld.Trusts)
            .SendAsync("id", SmtpWorld.Mail, SmtpWorld.Route, CancellationToken.None);

        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes("\0ada\0p"));
        _smtp.Server.Commands.Take(4).ShouldBe(
            ["EHLO login.example.com", "STARTTLS", "EHLO login.example.com", $"AUTH PLAIN {credentials}"]);
        _smtp.Server.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_without_AUTH_PLAIN_is_signed_in_to_by_LOGIN()
    {
        _smtp.Server.Answers = line => line switch
        {
            "AUTH LOGIN" => "334 VXNlcm5hbWU6",
            "YWRh" => "334 UGFzc3dvcmQ6",
            "cA==" => "235 welcome",
            _ => null,
        };

        await _smtp.Open(SmtpWorld.Plain() with { Username = "ada", Password = "p" })
            .SendAsync("id", SmtpWorld.Mail, SmtpWorld.Route, CancellationToken.None);

        _smtp.Server.Commands.Skip(1).Take(3).ShouldBe(["AUTH LOGIN", "YWRh", "cA=="]);
        _smtp.Server.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_goes_to_a_server_that_does_not_encrypt()
    {
        _smtp.Server.Answers = line => line is "STARTTLS" ? "502 what?" : null;

        var refusal = await _smtp.RefuseAsync(SmtpWorld.Plain() with { StartTls = true, Username = "ada", Password = "p" });

        refusal.Message.ShouldBe("The mail server refused (502 at STARTTLS).");
        refusal.IsPermanent.ShouldBeFalse();
        _smtp.Server.Commands.ShouldNotContain(line => line.StartsWith("AUTH", StringComparison.Ordinal));
        _smtp.Server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_goes_to_a_server_whose_certificate_nobody_vouches_for()
    {
        var refusal = await _smtp.RefuseAsync(SmtpWorld.Plain() with { StartTls = true });

        refusal.Message.ShouldBe("The connection to the mail server can't be encrypted.");
        _smtp.Server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_comes_in_before_the_encryption_began_is_not_believed()
    {
        _smtp.Server.Answers = line => line is "STARTTLS" ? "220 go on\r\n250 AUTH PLAIN" : null;

        var refusal = await _smtp.RefuseAsync(SmtpWorld.Plain() with { StartTls = true });

        refusal.Message.ShouldBe("The mail server spoke before the encryption began.");
    }
}
