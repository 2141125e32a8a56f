using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Oidc.Token.GrantTypes;

/// <summary>
/// A device asks whether somebody has let it in (RFC 8628, section 3.4). Off unless the client has it among its
/// <c>grant_types</c>.
/// </summary>
internal sealed class DeviceCodeGrant(DevicePolls polls, TokenIssuer issuer) : IGrantType
{
    public const string GrantType = "urn:ietf:params:oauth:grant-type:device_code";

    public string Name => GrantType;

    public bool IsAllowed(ClientSnapshot client) => client.FurtherGrantTypes.Contains(GrantType);

    public async Task<TokenSet> HandleAsync(ClientRequest request, ClientSnapshot client, CancellationToken cancellationToken)
    {
        var poll = await polls.PollAsync(
            client,
            new Secret(request.Require("device_code")),
            grant => issuer.IssueAsync(
                grant with { ResourcesNow = ResourceIndicators.Narrow(grant.Resources, request.Parameters) },
                cancellationToken),
            cancellationToken);
        return poll switch
        {
            DevicePoll.Approved(var tokens) => tokens,
            DevicePoll.Pending => throw new OAuthException("authorization_pending", "Nobody has let the device in yet."),
            DevicePoll.TooQuick => throw new OAuthException("slow_down", "Wait five seconds longer between requests."),
            DevicePoll.Denied => throw new OAuthException("access_denied", "The device was turned away."),
            DevicePoll.Expired => throw new OAuthException("expired_token", "Nobody let the device in in time."),
            _ => throw new InvalidOperationException($"Unknown answer {poll.GetType().Name}."),
        };
    }
}
