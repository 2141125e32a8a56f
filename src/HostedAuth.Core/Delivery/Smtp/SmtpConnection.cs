using System.Net.Security;
using System.Text;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Core.Delivery.Smtp;

/// <summary>
/// A conversation with a mail server (RFC 5321), encrypted by STARTTLS (RFC 3207) or from the first byte, and signed in by
/// AUTH PLAIN or LOGIN (RFC 4954), as the settings say.
/// </summary>
internal sealed class SmtpConnection : IDisposable
{
    private readonly SmtpWire _wire = new();
    private IReadOnlyList<string> _extensions = [];

    private SmtpConnection()
    {
    }

    /// <summary>When it was last used.</summary>
    public DateTimeOffset UsedAt { get; set; }

    /// <summary>How many messages it has taken.</summary>
    public int Messages { get; private set; }

    /// <summary>Connects, encrypts, signs in.</summary>
    /// <param name="smtp">Where and how.</param>
    /// <param name="name">How this server calls itself at EHLO.</param>
    /// <param name="certificates">Who checks the server's certificate; null for the system's own check.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<SmtpConnection> OpenAsync(
        SmtpSettings smtp,
        string name,
        RemoteCertificateValidationCallback? certificates,
        CancellationToken cancellationToken)
    {
        var connection = new SmtpConnection();
        try
        {
            await connection._wire.ConnectAsync(smtp.Host, smtp.Port, cancellationToken);
            await connection.GreetAsync(smtp, name, certificates, cancellationToken);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Hands a mail over.</summary>
    /// <param name="mail">The mail; its addresses hold nothing that could end a command.</param>
    /// <param name="cancellationToken">Ends the wait; the connection is of no use afterwards.</param>
    public async Task SendAsync(MailText mail, CancellationToken cancellationToken)
    {
        // RFC 6531: only a server that says so takes addresses beyond ASCII.
        var utf8 = !(Ascii.IsValid(mail.From) && Ascii.IsValid(mail.To));
        if (utf8 && !Has("SMTPUTF8"))
        {
            throw new DeliveryException("The mail server takes no addresses beyond ASCII.", isPermanent: true);
        }

        Messages++;
        await _wire.CommandAsync("MAIL", $"MAIL FROM:<{mail.From}>{(utf8 ? " SMTPUTF8" : "")}", cancellationToken);
        await _wire.CommandAsync("RCPT", $"RCPT TO:<{mail.To}>", cancellationToken);
        await _wire.CommandAsync("DATA", "DATA", cancellationToken);
        // A line that begins with a dot gets a second one (section 4.5.2).
        var stuffed = mail.Content.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await _wire.CommandAsync("DATA", $"{stuffed}\r\n.", cancellationToken);
    }

    /// <summary>Brings a conversation in which a mail was refused back to its beginning.</summary>
    public Task ResetAsync(CancellationToken cancellationToken) => _wire.CommandAsync("RSET", "RSET", cancellationToken);

    public void Dispose() => _wire.Dispose();

    private async Task GreetAsync(
        SmtpSettings smtp,
        string name,
        RemoteCertificateValidationCallback? certificates,
        CancellationToken cancellationToken)
    {
        if (smtp.ImplicitTls)
        {
            await _wire.EncryptAsync(smtp.Host, certificates, cancellationToken);
        }

        await _wire.ReadReplyAsync("the greeting", cancellationToken);
        _extensions = (await _wire.CommandAsync("EHLO", $"EHLO {name}", cancellationToken)).Lines;
        if (smtp is { StartTls: true, ImplicitTls: false })
        {
            await _wire.CommandAsync("STARTTLS", "STARTTLS", cancellationToken);
            // What came before the encryption began may be anybody's.
            if (_wire.HasUnread)
            {
                throw new DeliveryException("The mail server spoke before the encryption began.");
            }

            await _wire.EncryptAsync(smtp.Host, certificates, cancellationToken);
            _extensions = (await _wire.CommandAsync("EHLO", $"EHLO {name}", cancellationToken)).Lines;
        }

        if (smtp.Username is not "")
        {
            await SignInAsync(smtp, cancellationToken);
        }
    }

    private async Task SignInAsync(SmtpSettings smtp, CancellationToken cancellationToken)
    {
        if (Has("AUTH", "PLAIN"))
        {
            await _wire.CommandAsync("AUTH", $"AUTH PLAIN {Base64($"\0{smtp.Username}\0{smtp.Password}")}", cancellationToken);
            return;
        }

        await _wire.CommandAsync("AUTH", "AUTH LOGIN", cancellationToken);
        await _wire.CommandAsync("AUTH", Base64(smtp.Username), cancellationToken);
        await _wire.CommandAsync("AUTH", Base64(smtp.Password), cancellationToken);
    }

    private bool Has(string extension, string? parameter = null) => _extensions.Any(line =>
        line.Split(' ') is [var keyword, .. var parameters]
        && keyword.Equals(extension, StringComparison.OrdinalIgnoreCase)
        && (parameter is null || parameters.Contains(parameter, StringComparer.OrdinalIgnoreCase)));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
