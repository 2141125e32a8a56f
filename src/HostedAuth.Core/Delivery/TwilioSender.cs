using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Outbound;

namespace HostedAuth.Core.Delivery;

/// <summary>Text messages by Twilio: a POST to the account's Messages (API 2010-04-01).</summary>
internal sealed class TwilioSender(ProviderCalls calls, Settings settings) : IMessageSender
{
    private readonly TwilioSettings _twilio = settings.Twilio;

    public string Name => Providers.Twilio;

    public bool Sends(string channel) => channel == Channels.Sms && _twilio.AccountSid is not "";

    public async Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{_twilio.Endpoint.TrimEnd('/')}/2010-04-01/Accounts/{Uri.EscapeDataString(_twilio.AccountSid)}/Messages.json")
        {
            Content = new FormUrlEncodedContent(
            [
                new("To", message.To),
                new(_twilio.From.StartsWith("MG", StringComparison.Ordinal) ? "MessagingServiceSid" : "From", _twilio.From),
                new("Body", message.Text),
            ]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_twilio.AccountSid}:{_twilio.AuthToken}")));

        var answer = await calls.SendAsync(request, cancellationToken);
        if (!answer.IsSuccess)
        {
            // A wrong token (401) or account (404) is mended by the operator; a number that can't be texted is not.
            throw new DeliveryException(
                $"Twilio refused ({(int)answer.Status} {ErrorOf(answer)}).", answer.Status is HttpStatusCode.BadRequest);
        }
    }

    /// <summary>Twilio's own error code, such as 21211.</summary>
    private static string ErrorOf(OutboundAnswer answer)
    {
        try
        {
            return ProviderCalls.CodeFrom(JsonNode.Parse(answer.Body)?["code"]?.ToString());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return ProviderCalls.CodeFrom(null);
        }
    }
}
