using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Text messages by Amazon SNS: Publish to a phone number (query protocol, 2010-03-31), signed by SigV4, in the pool's
/// SnsRegion.
/// </summary>
internal sealed partial class SnsSender(ProviderCalls calls, Settings settings, TimeProvider time) : IMessageSender
{
    /// <summary>What SNS answers to a number or text that it would refuse again.</summary>
    private static readonly string[] PermanentErrors = ["InvalidParameter", "ParameterValueInvalid", "OptedOut", "ValidationError"];

    private readonly SnsSettings _sns = settings.Sns;

    public string Name => Providers.Sns;

    public bool Sends(string channel) => channel == Channels.Sms && _sns.AccessKeyId is not "";

    public async Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken)
    {
        var region = AwsEndpoint.RegionOf(route.Region, _sns.Region, settings.Region);
        var body = Encoding.UTF8.GetBytes(string.Join('&', FormOf(message).Select(pair =>
            $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{AwsEndpoint.Of(_sns.Endpoint, "sns", region)}/")
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded", "utf-8");
        SignatureV4.Sign(
            request, body, _sns.AccessKeyId, new Secret(_sns.SecretAccessKey), region, "sns", time.GetUtcNow());

        var answer = await calls.SendAsync(request, cancellationToken);
        if (!answer.IsSuccess)
        {
            var error = ProviderCalls.CodeFrom(ErrorCode().Match(Encoding.UTF8.GetString(answer.Body)).Groups["code"].Value);
            throw new DeliveryException(
                $"Amazon SNS refused ({(int)answer.Status} {error}).",
                answer.Status is HttpStatusCode.BadRequest && PermanentErrors.Contains(error));
        }
    }

    private IEnumerable<KeyValuePair<string, string>> FormOf(Message message)
    {
        yield return new("Action", "Publish");
        yield return new("Version", "2010-03-31");
        yield return new("PhoneNumber", message.To);
        yield return new("Message", message.Text);
        // Codes are worth the dearer way: "Promotional" ones may be dropped.
        yield return new("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SMSType");
        yield return new("MessageAttributes.entry.1.Value.DataType", "String");
        yield return new("MessageAttributes.entry.1.Value.StringValue", "Transactional");
        if (_sns.SenderId is not "")
        {
            yield return new("MessageAttributes.entry.2.Name", "AWS.SNS.SMS.SenderID");
            yield return new("MessageAttributes.entry.2.Value.DataType", "String");
            yield return new("MessageAttributes.entry.2.Value.StringValue", _sns.SenderId);
        }
    }

    [GeneratedRegex("<Code>(?<code>[^<]*)</Code>", RegexOptions.NonBacktracking)]
    private static partial Regex ErrorCode();
}
