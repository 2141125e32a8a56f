using System.Text.Json.Serialization;

namespace HostedAuth.Core.AppClients;

/// <summary>What a client may do with others' tokens (RFC 8693): nothing that isn't named here.</summary>
public sealed record TokenExchangePolicy
{
    /// <summary>The clients whose users' tokens it may bring as subject.</summary>
    [JsonPropertyName("subject_clients")]
    public IReadOnlyList<string> SubjectClients { get; init; } = [];

    /// <summary>The audiences (clients of the pool) and resources for which it may ask.</summary>
    [JsonPropertyName("audiences")]
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>Whether it may act as the subject without being named as the actor.</summary>
    [JsonPropertyName("impersonation")]
    public bool Impersonation { get; init; }
}
