using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace HostedAuth.Core.Outbound;

/// <summary>
/// The one way out to addresses that somebody configured: triggers, webhooks, senders. Behind the
/// <see cref="AddressGuard"/>; no redirects, proxies or cookies; every call has a limit of time and of size.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    private static readonly TimeSpan ConnectionsLive = TimeSpan.FromMinutes(2);

    private readonly AddressGuard _guard;

    // Each with connections of its own: one to the inside is never used for an address that anybody chose.
    private readonly HttpMessageInvoker _ofOperators;
    private readonly HttpMessageInvoker _ofAnyone;

    public OutboundHttp(AddressGuard guard)
        : this(guard, null)
    {
    }

    /// <param name="guard">Says where connections may go.</param>
    /// <param name="trust">Which certificates are good; null for those that the machine trusts.</param>
    internal OutboundHttp(AddressGuard guard, X509ChainPolicy? trust)
    {
        _guard = guard;
        _ofOperators = new(NewHandler(guard, ChosenBy.Operator, trust));
        _ofAnyone = new(NewHandler(guard, ChosenBy.Anyone, trust));
    }

    /// <summary>Sends to an address that an operator chose.</summary>
    /// <inheritdoc cref="SendAsync(HttpRequestMessage, ChosenBy, TimeSpan, int, CancellationToken)"/>
    public Task<OutboundAnswer> SendAsync(
        HttpRequestMessage request,
        TimeSpan time,
        int bodyLimit,
        CancellationToken cancellationToken) =>
        SendAsync(request, ChosenBy.Operator, time, bodyLimit, cancellationToken);

    /// <summary>Sends, and reads the answer whole; or throws <see cref="OutboundException"/>.</summary>
    /// <param name="request">
    /// Its address is absolute; https, unless an operator chose it and the deployment allows the host.
    /// </param>
    /// <param name="chosenBy">Who chose the address.</param>
    /// <param name="time">How long all of it may take.</param>
    /// <param name="bodyLimit">How many bytes the answer's body may have.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<OutboundAnswer> SendAsync(
        HttpRequestMessage request,
        ChosenBy chosenBy,
        TimeSpan time,
        int bodyLimit,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address = request.RequestUri!;
        var mayBePlain = chosenBy is ChosenBy.Operator && address.Scheme == Uri.UriSchemeHttp && _guard.MayBePlain(address);
        if (address.Scheme != Uri.UriSchemeHttps && !mayBePlain)
        {
            throw new OutboundException(OutboundFailure.Forbidden, "Only https goes out, unless Outbound:AllowedHosts names the host.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(time);
        try
        {
            var http = chosenBy is ChosenBy.Operator ? _ofOperators : _ofAnyone;
            using var response = await http.SendAsync(request, limit.Token);
            var body = await ReadAsync(response, bodyLimit, limit.Token);
            return new OutboundAnswer(response.StatusCode, HeadersOf(response), body);
        }
        catch (HttpRequestException exception) when (exception.InnerException is OutboundException refusal)
        {
            throw new OutboundException(refusal.Failure, refusal.Message, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new OutboundException(OutboundFailure.Unreachable, "The server can't be reached.", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OutboundException(OutboundFailure.TimedOut, "The server did not answer in time.", exception);
        }
    }

    public void Dispose()
    {
        _ofOperators.Dispose();
        _ofAnyone.Dispose();
    }

    private static SocketsHttpHandler NewHandler(AddressGuard guard, ChosenBy chosenBy, X509ChainPolicy? trust) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = 32,
        // So that a host that moves is followed, and checked anew.
        PooledConnectionLifetime = ConnectionsLive,
        ActivityHeadersPropagator = null,
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
        ConnectCallback = (connection, cancellationToken) =>
            guard.ConnectAsync(connection.DnsEndPoint.Host, connection.DnsEndPoint.Port, chosenBy, cancellationToken),
    };

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > limit)
        {
            throw TooLarge();
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + count > limit)
            {
                throw TooLarge();
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response) => response.Headers
        .Concat(response.Content.Headers)
        .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(
            header => header.Key,
            header => string.Join(',', header.SelectMany(values => values.Value)),
            StringComparer.OrdinalIgnoreCase);

    private static OutboundException TooLarge() => new(OutboundFailure.TooLarge, "The answer is too large.");
}
