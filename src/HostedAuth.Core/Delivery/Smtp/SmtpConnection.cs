using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Core.Delivery.Smtp;

/// <summary>
/// A conversation with a mail server (RFC 5321), encrypted by STARTTLS (RFC 3207) or from the first byte, and signed in by
/// AUTH PLAIN or LOGIN (RFC 4954), as the settings say.
/// </summary>
internal sealed class SmtpConnection : IDisposable
{
    private const int LongestLine = 2048;
    private const int MostLines = 100;

    private readonly TcpClient _tcp = new() { NoDelay = true };
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream = Stream.Null;
    private int _start;
    private int _end;
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
            await connection._tcp.ConnectAsync(smtp.Host, smtp.Port, cancellationToken);
            connection._stream = connection._tcp.GetStream();
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
        await CommandAsync("MAIL", $"MAIL FROM:<{mail.From}>{(utf8 ? " SMTPUTF8" : "")}", cancellationToken);
        await CommandAsync("RCPT", $"RCPT TO:<{mail.To}>", cancellationToken);
        await CommandAsync("DATA", "DATA", cancellationToken);
        // A line that begins with a dot gets a second one (section 4.5.2).
        var stuffed = mail.Content.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await CommandAsync("DATA", $"{stuffed}\r\n.", cancellationToken);
    }

    /// <summary>Brings a conversation in which a mail was refused back to its beginning.</summary>
    public Task ResetAsync(CancellationToken cancellationToken) => CommandAsync("RSET", "RSET", cancellationToken);

    public void Dispose()
    {
        _stream.Dispose();
        _tcp.Dispose();
    }

    private async Task GreetAsync(
        SmtpSettings smtp,
        string name,
        RemoteCertificateValidationCallback? certificates,
        CancellationToken cancellationToken)
    {
        if (smtp.ImplicitTls)
        {
            await EncryptAsync(smtp.Host, certificates, cancellationToken);
        }

        Require("the greeting", await ReadReplyAsync(cancellationToken));
        _extensions = (await CommandAsync("EHLO", $"EHLO {name}", cancellationToken)).Lines;
        if (smtp is { StartTls: true, ImplicitTls: false })
        {
            await CommandAsync("STARTTLS", "STARTTLS", cancellationToken);
            // What came before the encryption began may be anybody's.
            if (_start != _end)
            {
                throw new DeliveryException("The mail server spoke before the encryption began.");
            }

            await EncryptAsync(smtp.Host, certificates, cancellationToken);
            _extensions = (await CommandAsync("EHLO", $"EHLO {name}", cancellationToken)).Lines;
        }

        if (smtp.Username is not "")
        {
            await SignInAsync(smtp, cancellationToken);
        }
    }

    private async Task EncryptAsync(
        string host,
        RemoteCertificateValidationCallback? certificates,
        CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = certificates },
            cancellationToken);
    }

    private async Task SignInAsync(SmtpSettings smtp, CancellationToken cancellationToken)
    {
        if (Has("AUTH", "PLAIN"))
        {
            await CommandAsync("AUTH", $"AUTH PLAIN {Base64($"\0{smtp.Username}\0{smtp.Password}")}", cancellationToken);
            return;
        }

        await CommandAsync("AUTH", "AUTH LOGIN", cancellationToken);
        await CommandAsync("AUTH", Base64(smtp.Username), cancellationToken);
        await CommandAsync("AUTH", Base64(smtp.Password), cancellationToken);
    }

    private bool Has(string extension, string? parameter = null) => _extensions.Any(line =>
        line.Split(' ') is [var keyword, .. var parameters]
        && keyword.Equals(extension, StringComparison.OrdinalIgnoreCase)
        && (parameter is null || parameters.Contains(parameter, StringComparer.OrdinalIgnoreCase)));

    private async Task<SmtpReply> CommandAsync(string command, string line, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes($"{line}\r\n"), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
        return Require(command, await ReadReplyAsync(cancellationToken));
    }

    private static SmtpReply Require(string command, SmtpReply reply) =>
        reply.IsPositive ? reply : throw new SmtpRefusalException(command, reply.Code);

    private async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                break;
            }

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
            {
                return new SmtpReply(code, lines);
            }
        }

        throw new DeliveryException("The mail server's answer is none of SMTP.");
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (line.Length < LongestLine)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_buffer, cancellationToken));
                if (_end == 0)
                {
                    throw new IOException("The mail server closed the connection.");
                }
            }

            var character = (char)_buffer[_start++];
            if (character == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(character);
        }

        throw new DeliveryException("The mail server's answer is none of SMTP.");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
