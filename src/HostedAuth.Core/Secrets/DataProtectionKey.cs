namespace HostedAuth.Core.Secrets;

/// <summary>An element of the Data Protection key ring, itself encrypted under the master key.</summary>
public sealed class DataProtectionKey
{
    public required string FriendlyName { get; init; }

    public required string Xml { get; init; }
}
