using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;

namespace HostedAuth.CognitoApi.Operations.Clients;

/// <summary>An app client on the wire: its settings, the API's defaults filled in.</summary>
public sealed record UserPoolClientType : AppClientSettings
{
    private const int DefaultRefreshTokenDays = 30;
    private const int DefaultAuthSessionMinutes = 3;

    public UserPoolClientType(AppClient client, Secret? secret, bool isStrict)
        : base(client.Settings)
    {
        UserPoolId = client.PoolId;
        ClientId = client.ClientId;
        ClientName = client.Name;
        ClientSecret = secret;
        ClientType = client.IsRegistered ? "DCR" : "REGULAR";
        CreationDate = client.CreatedAt;
        LastModifiedDate = client.ModifiedAt;
        AllowedOAuthFlowsUserPoolClient ??= !isStrict && AllowedOAuthFlows is { Count: > 0 };
        AuthSessionValidity ??= DefaultAuthSessionMinutes;
        EnablePropagateAdditionalUserContextData ??= false;
        EnableTokenRevocation ??= true;
        if (RefreshTokenValidity is null or 0 && TokenValidityUnits?.RefreshToken is null or "days")
        {
            RefreshTokenValidity = DefaultRefreshTokenDays;
        }
    }

    public string UserPoolId { get; }

    public string ClientId { get; }

    public string ClientName { get; }

    public Secret? ClientSecret { get; }

    /// <summary>DCR when it registered itself, else REGULAR.</summary>
    public string ClientType { get; }

    public DateTimeOffset CreationDate { get; }

    public DateTimeOffset LastModifiedDate { get; }
}
