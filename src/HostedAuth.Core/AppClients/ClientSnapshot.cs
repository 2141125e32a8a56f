using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.AppClients;

/// <summary>An app client as requests see it: its row, and its secrets opened.</summary>
public sealed class ClientSnapshot
{
    public required AppClient Client { get; init; }

    /// <summary>The active secrets, newest last; empty for a public client.</summary>
    public required IReadOnlyList<Secret> Secrets { get; init; }

    public string ClientId => Client.ClientId;

    public AppClientSettings Settings => Client.Settings;

    /// <summary>A client without a secret (RFC 6749, section 2.1).</summary>
    public bool IsPublic => Secrets.Count == 0;
}
