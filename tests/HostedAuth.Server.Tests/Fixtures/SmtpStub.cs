using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>A mail server that takes everything and keeps it (the few commands of RFC 5321 that a client needs).</summary>
internal sealed class SmtpStub : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopped = new();
    private int _connections;

    public SmtpStub(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The mails as they came, headers and all.</summary>
    public ConcurrentQueue<string> Mails { get; } = [];

    /// <summary>Every line that came outside of mails.</summary>
    public ConcurrentQueue<string> Commands { get; } = [];

    /// <summary>How often somebody connected.</summary>
    public int Connections => _connections;

    /// <summary>Offers STARTTLS, with this.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What is answered to a line instead of what is usual; nothing and good-bye for an empty text.</summary>
    public Func<string, string?> Answers { get; set; } = _ => null;

    public void Dispose()
    {
        _stopped.Cancel();
        _listener.Stop();
        _stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stopped.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        Interlocked.Increment(ref _connections);
        try
        {
            await TalkAsync(client.GetStream());
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            // The caller has gone.
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        var (reader, writer) = Open(stream);
        await AnswerAsync(writer, "220 stub");
        while (await reader.ReadLineAsync() is { } line)
        {
            Commands.Enqueue(line);
            var (answer, verb) = (Answers(line), line.Split(' ')[0].ToUpperInvariant());
            if (answer is not null || verb is not ("DATA" or "STARTTLS" or "QUIT"))
            {
                await AnswerAsync(writer, answer ?? (verb is "EHLO" && Certificate is not null ? "250-stub\r\n250 STARTTLS" : "250 fine"));
                if (answer is "")
                {
                    return;
                }

                continue;
            }

            await AnswerAsync(writer, verb is "DATA" ? "354 go on" : "220 go on");
            if (verb is "QUIT")
            {
                return;
            }

            if (verb is "DATA")
            {
                Mails.Enqueue(await ReadMailAsync(reader));
                await AnswerAsync(writer, "250 fine");
                continue;
            }

            var encrypted = new SslStream(stream);
            await encrypted.AuthenticateAsServerAsync(Certificate!);
            (stream, (reader, writer)) = (encrypted, Open(encrypted));
        }
    }

    private static (StreamReader Reader, StreamWriter Writer) Open(Stream stream) =>
        (new(stream), new(stream) { AutoFlush = true, NewLine = "\r\n" });

    private static Task AnswerAsync(StreamWriter writer, string answer) =>
        answer is "" ? Task.CompletedTask : writer.WriteLineAsync(answer);

    private static async Task<string> ReadMailAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { } line and not ".")
        {
            lines.Add(line);
        }

        return string.Join('\n', lines);
    }
}
