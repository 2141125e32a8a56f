using HostedAuth.Core.Errors;
using HostedAuth.Core.ResourceServers;

namespace HostedAuth.Core.AppClients;

/// <summary>What the OAuth settings of a client must agree on.</summary>
internal static class OAuthRules
{
    private const string ClientCredentials = "client_credentials";

    /// <summary>Refuses with InvalidOAuthFlow, ScopeDoesNotExist or InvalidParameter.</summary>
    public static void Check(AppClientSettings settings, bool isConfidential, IEnumerable<ResourceServer> servers, bool isStrict)
    {
        var flows = settings.AllowedOAuthFlows ?? [];
        CheckSwitch(settings, isStrict);
        if (flows.Contains(ClientCredentials))
        {
            if (flows.Any(flow => flow != ClientCredentials))
            {
                throw AuthError.ClientCredentialsStandAlone.AsException();
            }

            if (!isConfidential)
            {
                throw AuthError.ClientCredentialsNeedSecret.AsException();
            }
        }

        if (settings.AllowedOAuthScopes?.Except(Scopes.Of(servers, isStrict)).FirstOrDefault() is { } unknown)
        {
            throw AuthError.ScopeDoesNotExist(unknown).AsException();
        }

        CheckUrls(settings);
    }

    private static void CheckSwitch(AppClientSettings settings, bool isStrict)
    {
        var flows = settings.AllowedOAuthFlows is { Count: > 0 };
        var scopes = settings.AllowedOAuthScopes is { Count: > 0 };
        if (settings.AllowedOAuthFlowsUserPoolClient == true && !(flows && scopes))
        {
            throw AuthError.OAuthNeedsFlowsAndScopes.AsException();
        }

        if (isStrict && settings.AllowedOAuthFlowsUserPoolClient != true && (flows || scopes))
        {
            throw AuthError.OAuthIsOff.AsException();
        }
    }

    private static void CheckUrls(AppClientSettings settings)
    {
        RedirectUrls.Check(settings.CallbackURLs ?? []);
        RedirectUrls.Check(settings.LogoutURLs ?? []);
        if (settings.DefaultRedirectURI is { } first && settings.CallbackURLs?.Contains(first) != true)
        {
            throw AuthError.InvalidParameter("DefaultRedirectURI must be among CallbackURLs.").AsException();
        }
    }
}
