using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Core.Delivery;

/// <summary>Email by SMTP (RFC 5321), with STARTTLS and authentication as configured.</summary>
public sealed class SmtpSender(Settings settings) : IMessageSender
{
    private readonly SmtpSettings _smtp = settings.Smtp;

    public string Name => Providers.Smtp;

    public bool Sends(string channel) => channel == Channels.Email && _smtp.Host is not "";

    public async Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var client = new SmtpClient(_smtp.Host, _smtp.Port) { EnableSsl = _smtp.StartTls };
        if (_smtp.Username is not "")
        {
            client.Credentials = new NetworkCredential(_smtp.Username, _smtp.Password);
        }

        try
        {
            using var mail = Compose(id, message);
            await client.SendMailAsync(mail, cancellationToken);
        }
        catch (SmtpException exception)
        {
            throw new DeliveryException($"The mail server refused or did not answer ({exception.StatusCode}).", innerException: exception);
        }
        catch (FormatException exception)
        {
            throw new DeliveryException("The address is not one that mail can go to.", isPermanent: true, exception);
        }
    }

    private MailMessage Compose(string id, Message message)
    {
        var mail = new MailMessage(message.From ?? settings.Email.From, message.To)
        {
            Subject = message.Subject,
            Body = message.Text,
            IsBodyHtml = false,
        };
        // The same id at each attempt lets a mail system drop the second copy.
        mail.Headers.Add("Message-ID", $"<{id}@{mail.From!.Host}>");
        if (message.ReplyTo is not null)
        {
            mail.ReplyToList.Add(message.ReplyTo);
        }

        if (message.Html is not null)
        {
            mail.AlternateViews.Add(
                AlternateView.CreateAlternateViewFromString(message.Html, null, MediaTypeNames.Text.Html));
        }

        return mail;
    }
}
