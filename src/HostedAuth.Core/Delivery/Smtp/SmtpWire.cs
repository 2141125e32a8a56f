using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace HostedAuth.Core.Delivery.Smtp;

/// <summary>Lines to a mail server and its replies, over a connection that can be encrypted on the way.</summary>
internal sealed class SmtpWire : IDisposable
{
    private const int LongestLine = 2048;
    private const int MostLines = 100;

    private readonly TcpClient _tcp = new() { NoDelay = true };
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream = Stream.Null;
    private int _start;
    private int _end;

    /// <summary>Whether bytes have come that nobody has read as a reply.</summary>
    public bool HasUnread => _start != _end;

    /// <summary>Connects, in clear. Throws SocketException when nobody answers.</summary>
    public async Task ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        await _tcp.ConnectAsync(host, port, cancellationToken);
        _stream = _tcp.GetStream();
    }

    /// <summary>Encrypts all that follows.</summary>
    /// <param name="host">Whom the certificate must name.</param>
    /// <param name="certificates">Who checks the certificate; null for the system's own check.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task EncryptAsync(
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

    /// <summary>Sends a command, or a line that answers one, and reads the reply. Throws what the server refuses.</summary>
    /// <param name="command">The command, for the refusal's text.</param>
    /// <param name="line">What is sent, without its end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SmtpReply> CommandAsync(string command, string line, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes($"{line}\r\n"), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
        return await ReadReplyAsync(command, cancellationToken);
    }

    /// <summary>Reads the reply to a command. Throws what the server refuses.</summary>
    public async Task<SmtpReply> ReadReplyAsync(string command, CancellationToken cancellationToken)
    {
        var reply = await ReadReplyAsync(cancellationToken);
        return reply.IsPositive ? reply : throw new SmtpRefusalException(command, reply.Code);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _tcp.Dispose();
    }

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
}
