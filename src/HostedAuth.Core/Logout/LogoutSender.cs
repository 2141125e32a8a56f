using System.Net;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Core.UserPools;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.Logout;

/// <summary>
/// Posts logout tokens to clients (OpenID Connect Back-Channel Logout 1.0, section 2.5), signed when they go out, since they
/// live for minutes and may wait for an hour. A 400 or 410 means that the client will never take it; all else but a 2xx that it
/// comes again.
/// </summary>
internal sealed class LogoutSender(
    OutboundHttp http,
    PoolDirectory pools,
    IServiceScopeFactory scopes,
    Issuer issuer,
    TimeProvider time) : IMessageSender
{
    private const int LargestAnswer = 16 * 1024;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    public string Name => Providers.BackChannel;

    public bool Sends(string channel) => channel is Channels.Logout or Channels.LogoutOfRegistered;

    public async Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken)
    {
        var notice = JsonSerializer.Deserialize<LogoutNotice>(message.Text)!;
        var pool = await pools.FindAsync(notice.PoolId, cancellationToken);
        if (pool?.FindClient(notice.ClientId) is not { Metadata.BackchannelLogoutUri: { } address } client)
        {
            throw new DeliveryException("The client has no backchannel_logout_uri any more.", isPermanent: true);
        }

        var key = await KeyAsync(pool, client, cancellationToken);
        var token = LogoutToken.Write(key, issuer.Of(pool), client, notice, time.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address))
        {
            Content = new FormUrlEncodedContent([new("logout_token", token)]),
        };
        request.Headers.UserAgent.ParseAdd("HostedAuth");
        Check(await PostAsync(request, client.AddressesChosenBy, cancellationToken));
    }

    /// <summary>The one that signs the client's ID tokens (section 2.6).</summary>
    private async Task<SigningKeyPair> KeyAsync(PoolSnapshot pool, ClientSnapshot client, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<PoolScope>().Enter(pool);
        return await scope.ServiceProvider.GetRequiredService<TokenKeys>().CurrentAsync(
            client.AlgorithmOr(client.Metadata.IdTokenSignedResponseAlg, time.GetUtcNow()),
            cancellationToken);
    }

    private async Task<OutboundAnswer> PostAsync(
        HttpRequestMessage request,
        ChosenBy chosenBy,
        CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, chosenBy, TimeLimit, LargestAnswer, cancellationToken);
        }
        catch (OutboundException exception)
        {
            throw new DeliveryException(exception.Message, innerException: exception);
        }
    }

    private static void Check(OutboundAnswer answer)
    {
        if (!answer.IsSuccess)
        {
            throw new DeliveryException(
                $"The client refused the logout token ({(int)answer.Status}).",
                answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Gone);
        }
    }
}
