using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace HostedAuth.Server.Tests.Outbound;

/// <summary>An HTTP server on this machine that answers whatever a test wants: late, malformed, oversized, not at all.</summary>
internal sealed class LyingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly X509Certificate2? _certificate;
    private bool _isStopped;

    /// <param name="certificate">For localhost, when it talks https.</param>
    public LyingServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        Address = new Uri($"{(certificate is null ? "http" : "https")}://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>What came, in order.</summary>
    public ConcurrentQueue<ReceivedCall> Calls { get; } = [];

    public Func<ReceivedCall, Lie> Answers { get; set; } = _ => new Lie("{}");

    public void Dispose()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            _stopped.Cancel();
            _listener.Stop();
            _stopped.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stopped.Token), _stopped.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using var _ = client;
        try
        {
            await using var stream = await OpenAsync(client, cancellationToken);
            while (await ReadAsync(stream, cancellationToken) is { } call)
            {
                Calls.Enqueue(call);
                var lie = Answers(call);
                await Task.Delay(lie.Delay, cancellationToken);
                if (lie.HangsUp)
                {
                    return;
                }

                await stream.WriteAsync(lie.ToBytes(), cancellationToken);
                if (!lie.SaysLength)
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
        {
            // The caller has gone, or the server is stopped.
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client, CancellationToken cancellationToken)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, cancellationToken);
        return stream;
    }

    private static async Task<ReceivedCall?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, null) : 0];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return new ReceivedCall(lines[0], headers, Encoding.UTF8.GetString(body));
    }
}

/// <summary>A request as it came.</summary>
internal sealed record ReceivedCall(string Line, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>An answer.</summary>
internal sealed record Lie(
    string Body,
    int Status = 200,
    TimeSpan Delay = default,
    bool SaysLength = true,
    string? Location = null,
    string? FunctionError = null,
    bool HangsUp = false,
    string ContentType = "application/json",
    byte[]? Bytes = null)
{
    public byte[] ToBytes()
    {
        var body = Bytes ?? Encoding.UTF8.GetBytes(Body);
        var head = new StringBuilder($"HTTP/1.1 {Status} So\r\nContent-Type: {ContentType}\r\n");
        head.Append(SaysLength ? $"Content-Length: {body.Length}\r\n" : "Connection: close\r\n");
        head.Append(Location is null ? "" : $"Location: {Location}\r\n");
        head.Append(FunctionError is null ? "" : $"X-Amz-Function-Error: {FunctionError}\r\n");
        return [.. Encoding.UTF8.GetBytes($"{head}\r\n"), .. body];
    }
}
