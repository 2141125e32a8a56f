using System.Net;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Signed POSTs from the outbox to a webhook of the settings. Any 2xx means that it has it; 400, 410 and 422 that it never
/// will; all else that it comes again, under the same id.
/// </summary>
internal sealed class WebhookPosts(ProviderCalls calls, Settings settings, TimeProvider time)
{
    /// <summary>Sends, or throws <see cref="DeliveryException"/>.</summary>
    /// <param name="webhook">Its name.</param>
    /// <param name="id">Of what is sent: the same at each attempt.</param>
    /// <param name="json">What is sent.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task SendAsync(string webhook, string id, byte[] json, CancellationToken cancellationToken)
    {
        if (!settings.Webhooks.TryGetValue(webhook, out var target))
        {
            throw new DeliveryException("The settings have no webhook of the name that the pool gives.");
        }

        using var request = WebhookSignature.Post(
            new Uri(target.Url), new Secret(target.Secret), id, json, time.GetUtcNow());
        var answer = await calls.SendAsync(request, cancellationToken);
        if (!answer.IsSuccess)
        {
            throw new DeliveryException(
                $"The webhook refused ({(int)answer.Status}).",
                answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity);
        }
    }
}
