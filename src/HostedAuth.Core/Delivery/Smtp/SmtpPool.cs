using System.Collections.Concurrent;
using System.Net.Security;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Core.Delivery.Smtp;

/// <summary>Keeps a few conversations with the mail server open: a greeting with TLS and AUTH costs more than a mail.</summary>
internal sealed class SmtpPool(Settings settings, TimeProvider time, RemoteCertificateValidationCallback? certificates = null)
    : IDisposable
{
    private const int MostMessages = 100;
    private static readonly TimeSpan IdleAtMost = TimeSpan.FromSeconds(30);

    private readonly string _name = new Uri(settings.PublicUrl).IdnHost;
    private readonly SemaphoreSlim _places = new(settings.Smtp.Connections);
    private readonly ConcurrentStack<SmtpConnection> _idle = new();

    /// <summary>Hands a mail over, by an open conversation if there is one.</summary>
    public async Task SendAsync(MailText mail, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            if (FindIdle() is not { } open || !await TrySendAsync(open, mail, isFresh: false, cancellationToken))
            {
                var fresh = await SmtpConnection.OpenAsync(settings.Smtp, _name, certificates, cancellationToken);
                await TrySendAsync(fresh, mail, isFresh: true, cancellationToken);
            }
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var connection))
        {
            connection.Dispose();
        }

        _places.Dispose();
    }

    /// <returns>
    /// False when an idle conversation turned out to be over. (A mail it took all the same comes twice, under one id.)
    /// </returns>
    private async Task<bool> TrySendAsync(SmtpConnection connection, MailText mail, bool isFresh, CancellationToken cancellationToken)
    {
        var isGood = false;
        try
        {
            await connection.SendAsync(mail, cancellationToken);
            isGood = true;
            return true;
        }
        catch (SmtpRefusalException refusal) when (!refusal.EndsConnection)
        {
            await connection.ResetAsync(cancellationToken);
            isGood = true;
            throw;
        }
        catch (Exception exception) when (!isFresh && exception is IOException or SmtpRefusalException { EndsConnection: true })
        {
            return false;
        }
        finally
        {
            Return(connection, isGood);
        }
    }

    private SmtpConnection? FindIdle()
    {
        while (_idle.TryPop(out var connection))
        {
            if (time.GetUtcNow() - connection.UsedAt < IdleAtMost && connection.Messages < MostMessages)
            {
                return connection;
            }

            connection.Dispose();
        }

        return null;
    }

    private void Return(SmtpConnection connection, bool isGood)
    {
        if (!isGood)
        {
            connection.Dispose();
            return;
        }

        connection.UsedAt = time.GetUtcNow();
        _idle.Push(connection);
    }
}
