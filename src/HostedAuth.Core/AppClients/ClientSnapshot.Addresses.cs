using HostedAuth.Core.Outbound;

namespace HostedAuth.Core.AppClients;

/// <content>The addresses among its metadata that this server calls.</content>
public sealed partial class ClientSnapshot
{
    /// <summary>Who chose them.</summary>
    public ChosenBy AddressesChosenBy => Client.IsRegistered ? ChosenBy.Anyone : ChosenBy.Operator;
}
