using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Email by Amazon SES: SendEmail of version 2 of its API, signed by SigV4. The pool's SourceArn and ConfigurationSet go
/// along.
/// </summary>
internal sealed class SesSender(ProviderCalls calls, Settings settings, TimeProvider time) : IMessageSender
{
    /// <summary>What SES answers to a message that it would refuse again.</summary>
    private static readonly string[] PermanentErrors = ["MessageRejected", "BadRequestException"];

    private readonly SesSettings _ses = settings.Ses;

    public string Name => Providers.Ses;

    public bool Sends(string channel) => channel == Channels.Email && _ses.AccessKeyId is not "";

    public async Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken)
    {
        var region = AwsEndpoint.RegionOf(route.SourceArn?.Split(':').ElementAtOrDefault(3), _ses.Region, settings.Region);
        var body = JsonSerializer.SerializeToUtf8Bytes(RequestOf(message, route));
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{AwsEndpoint.Of(_ses.Endpoint, "email", region)}/v2/email/outbound-emails")
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new("application/json");
        SignatureV4.Sign(
            request, body, _ses.AccessKeyId, new Secret(_ses.SecretAccessKey), region, "ses", time.GetUtcNow());

        var answer = await calls.SendAsync(request, cancellationToken);
        if (!answer.IsSuccess)
        {
            var error = ErrorOf(answer);
            throw new DeliveryException(
                $"Amazon SES refused ({(int)answer.Status} {error}).", PermanentErrors.Contains(error));
        }
    }

    private JsonObject RequestOf(Message message, MessageRoute route)
    {
        var body = new JsonObject { ["Text"] = Part(message.Text) };
        if (message.Html is not null)
        {
            body["Html"] = Part(message.Html);
        }

        var request = new JsonObject
        {
            ["FromEmailAddress"] = message.From ?? IdentityOf(route.SourceArn) ?? settings.Email.From,
            ["Destination"] = new JsonObject { ["ToAddresses"] = new JsonArray(message.To) },
            ["Content"] = new JsonObject
            {
                ["Simple"] = new JsonObject { ["Subject"] = Part(message.Subject ?? ""), ["Body"] = body },
            },
        };
        if (message.ReplyTo is not null)
        {
            request["ReplyToAddresses"] = new JsonArray(message.ReplyTo);
        }

        if (route.SourceArn is not null)
        {
            request["FromEmailAddressIdentityArn"] = route.SourceArn;
        }

        var configurationSet = route.ConfigurationSet ?? _ses.ConfigurationSet;
        if (configurationSet is not "")
        {
            request["ConfigurationSetName"] = configurationSet;
        }

        return request;
    }

    private static JsonObject Part(string text) => new() { ["Data"] = text, ["Charset"] = "UTF-8" };

    /// <summary>
    /// The address in <c>arn:aws:ses:…:identity/no-reply@example.com</c>; an identity may be a whole domain too.
    /// </summary>
    private static string? IdentityOf(string? arn) =>
        arn?[(arn.LastIndexOf('/') + 1)..] is { } identity && identity.Contains('@', StringComparison.Ordinal)
            ? identity
            : null;

    /// <summary>The error's name stands in a header; stand-ins for SES often write it into the body.</summary>
    private static string ErrorOf(OutboundAnswer answer) =>
        ProviderCalls.CodeFrom(answer.Headers.GetValueOrDefault("x-amzn-ErrorType") ?? answer.FindText("__type"));
}
