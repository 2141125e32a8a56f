using System.Globalization;
using System.Text.Json;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.AppClients;

/// <summary>One of the active secrets of a client.</summary>
/// <param name="Id">The client's id, two hyphens and the second it was made in; unique in the client.</param>
/// <param name="Value">24 to 64 letters, digits, <c>_</c> or <c>+</c>.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record ClientSecret(string Id, Secret Value, DateTimeOffset CreatedAt)
{
    /// <summary>The next secret of a client. Two of one second still have two ids.</summary>
    public static ClientSecret Of(string clientId, Secret value, DateTimeOffset now, IReadOnlyList<ClientSecret> others)
    {
        var second = now.ToUnixTimeSeconds();
        string id;
        do
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{clientId}--{second++}");
        }
        while (others.Any(other => other.Id == id));

        return new(id, value, now);
    }

    /// <summary>The secrets of a client as its row keeps them.</summary>
    public static byte[] Seal(Sealer sealer, string clientId, IReadOnlyList<ClientSecret> secrets)
    {
        ArgumentNullException.ThrowIfNull(sealer);
        return sealer.Seal(SealKind.ClientSecrets, clientId, JsonSerializer.SerializeToUtf8Bytes(secrets));
    }

    /// <summary>The secrets of a client's row, newest last; none for a public client.</summary>
    public static IReadOnlyList<ClientSecret> Open(Sealer sealer, AppClient client)
    {
        ArgumentNullException.ThrowIfNull(sealer);
        ArgumentNullException.ThrowIfNull(client);
        return client.SealedSecrets is null
            ? []
            : JsonSerializer.Deserialize<List<ClientSecret>>(
                sealer.Open(SealKind.ClientSecrets, client.ClientId, client.SealedSecrets))!;
    }
}
