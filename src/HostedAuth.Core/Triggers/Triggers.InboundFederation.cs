using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;

namespace HostedAuth.Core.Triggers;

public sealed partial class Triggers
{
    /// <summary>
    /// InboundFederation_ExternalProvider: to be asked at every federated sign-in, before anything of it is mapped or stored. The
    /// attributes to map in place of all that the identity provider said; null where they stay as they are: the pool has no
    /// such trigger, or it answered none.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>?> InboundFederationAsync(
        ClientSnapshot client,
        ProviderAnswer answer,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (Config?.InboundFederation?.LambdaArn is not { } arn)
        {
            return null;
        }

        return await CallAsync(
            "InboundFederation",
            arn,
            "InboundFederation_ExternalProvider",
            client,
            answer.Subject,
            new JsonObject
            {
                ["providerName"] = answer.ProviderName,
                ["providerType"] = answer.ProviderType,
                ["attributes"] = new JsonObject(answer.Attributes.Select(
                    part => KeyValuePair.Create(part.Key, (JsonNode?)Texts(part.Value)))),
            },
            new JsonObject { ["userAttributesToMap"] = new JsonObject() },
            response => response.MapAt("userAttributesToMap") is { Count: > 0 } attributes ? attributes : null,
            cancellationToken);
    }
}

/// <summary>What an external identity provider said of somebody, verified.</summary>
/// <param name="ProviderName">The name of the provider in the pool.</param>
/// <param name="ProviderType">SAML, OIDC, Facebook, Google, LoginWithAmazon or SignInWithApple.</param>
/// <param name="Subject">The provider's own id of the person: the event's user name.</param>
/// <param name="Attributes">
/// Raw, values as texts, by where they come from: <c>tokenResponse</c>, <c>idToken</c>, <c>userInfo</c>; of SAML
/// <c>samlResponse</c>. The first holds the provider's tokens.
/// </param>
public sealed record ProviderAnswer(
    string ProviderName,
    string ProviderType,
    string Subject,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Attributes);
