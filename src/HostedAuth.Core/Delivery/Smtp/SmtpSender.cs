using System.Net.Sockets;
using System.Security.Authentication;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Core.Delivery.Smtp;

/// <summary>Email by SMTP.</summary>
internal sealed class SmtpSender(SmtpPool pool, Settings settings, TimeProvider time) : IMessageSender
{
    public string Name => Providers.Smtp;

    public bool Sends(string channel) => channel == Channels.Email && settings.Smtp.Host is not "";

    public async Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken)
    {
        var mail = MailText.Write(id, message, settings.Email.From, time.GetUtcNow());
        try
        {
            await pool.SendAsync(mail, cancellationToken);
        }
        catch (SmtpRefusalException refusal)
        {
            throw new DeliveryException(refusal.Message, refusal.IsPermanent, refusal);
        }
        catch (AuthenticationException exception)
        {
            throw new DeliveryException("The connection to the mail server can't be encrypted.", innerException: exception);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            throw new DeliveryException("The mail server can't be reached.", innerException: exception);
        }
    }
}
