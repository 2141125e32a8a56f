namespace HostedAuth.Core.Outbound;

/// <summary>Who chose an address that this server calls; it says how far the call goes.</summary>
public enum ChosenBy
{
    /// <summary>Whoever runs the server or its pools: it goes to what <c>Outbound:AllowedHosts</c> names, too.</summary>
    Operator,

    /// <summary>
    /// Whoever registered a client: it goes by https alone, to public addresses and to what
    /// <c>Outbound:AllowedHostsOfRegisteredClients</c> names.
    /// </summary>
    Anyone,
}
