using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Authorize;

/// <summary>
/// Makes and reads the <c>flow</c> value that the pages carry, for the passage of one browser tab from an authorization
/// request through the pages and back. A sign-in on the way counts as fresh for <c>prompt=login</c> and <c>max_age</c>,
/// once: the session that it began remembers the value until an authorization was answered by it. The value is sealed, bound
/// to the pool, the client, its name and the request's parameters, and good for 15 minutes. It writes no row: opening a page costs the
/// database nothing.
/// </summary>
public sealed class AuthorizationFlows(Sealer sealer, TimeProvider time)
{
    /// <summary>The name of the parameter.</summary>
    public const string Parameter = "flow";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>Starts a passage now.</summary>
    /// <param name="request">The request.</param>
    /// <param name="chosenSessionId">The browser session whose account the person chose to go on with; null for none yet.</param>
    public string Start(AuthorizationRequest request, string? chosenSessionId = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var content = new Content(time.GetUtcNow(), Hash(request.Client, request.Carried)) { ChosenSessionId = chosenSessionId };
        return Base64Url.EncodeToString(sealer.Seal(
            SealKind.PageFlow, Owner(request.Pool, request.Client.ClientId), JsonSerializer.SerializeToUtf8Bytes(content)));
    }

    /// <summary>False when the value is none of ours, of another request, or too old.</summary>
    public bool IsLiving([NotNullWhen(true)] string? value, AuthorizationRequest request) => Open(value, request) is not null;

    /// <inheritdoc cref="IsLiving(string, AuthorizationRequest)"/>
    internal bool IsLiving([NotNullWhen(true)] string? value, PoolSnapshot pool, string clientId, OAuthParameters carried) =>
        Open(value, pool, clientId, carried) is not null;

    /// <summary>The browser session whose account was chosen in a living passage; or null.</summary>
    public string? FindChosenSession(string? value, AuthorizationRequest request) => Open(value, request)?.ChosenSessionId;

    private Content? Open(string? value, AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Open(value, request.Pool, request.Client.ClientId, request.Carried);
    }

    private Content? Open(string? value, PoolSnapshot pool, string clientId, OAuthParameters carried)
    {
        if (value is null or { Length: > 2048 } || !Base64Url.IsValid(value)
            || !sealer.TryOpen(SealKind.PageFlow, Owner(pool, clientId), Base64Url.DecodeFromChars(value), out var clear))
        {
            return null;
        }

        var content = JsonSerializer.Deserialize<Content>(clear)!;
        return content.StartedAt + Life > time.GetUtcNow() && content.RequestHash.AsSpan().SequenceEqual(Hash(pool.FindClient(clientId), carried))
            ? content
            : null;
    }

    private static string Owner(PoolSnapshot pool, string clientId) => $"{pool.Id}/{clientId}";

    /// <summary>
    /// By name, so that a page may put the parameters into another order; with the app's name, so that nothing that was shown
    /// under one is said to another.
    /// </summary>
    private static byte[] Hash(ClientSnapshot? client, OAuthParameters carried)
    {
        var canonical = carried.All.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}");
        return SHA256.HashData(Encoding.UTF8.GetBytes($"{client?.Client.Name}\n{string.Join('&', canonical)}"));
    }

    private sealed record Content(DateTimeOffset StartedAt, byte[] RequestHash)
    {
        public string? ChosenSessionId { get; init; }
    }
}
