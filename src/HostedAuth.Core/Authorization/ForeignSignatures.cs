using System.Security.Cryptography.X509Certificates;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.Authorization;

/// <summary>Says whether a client, or an issuer that a client trusts, signed something by one of its registered keys.</summary>
public sealed class ForeignSignatures(PublishedKeys published)
{
    /// <summary>Whether one of the client's keys signed it, by one of the algorithms.</summary>
    public Task<bool> IsByClientAsync(
        ForeignJws token,
        ClientSnapshot client,
        IReadOnlyCollection<string> algorithms,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return IsSignedAsync(token, client.Keys, client.Metadata.JwksUri, client.AddressesChosenBy, algorithms, cancellationToken);
    }

    /// <summary>Whether one of the issuer's keys signed it, by one of the algorithms.</summary>
    public Task<bool> IsByIssuerAsync(
        ForeignJws token,
        TrustedIssuer issuer,
        IReadOnlyCollection<string> algorithms,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        var keys = issuer.Jwks is { } inline ? JsonWebKeySet.Parse(inline) : null;
        return IsSignedAsync(token, keys, issuer.JwksUri, ChosenBy.Operator, algorithms, cancellationToken);
    }

    /// <summary>Whether the certificate, or its key, stands among the client's keys (RFC 8705, section 2.2.2).</summary>
    public async Task<bool> IsCertificateOfAsync(
        X509Certificate2 certificate,
        ClientSnapshot client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (client.Keys is not null || client.Metadata.JwksUri is not { } address)
        {
            return client.Keys?.Holds(certificate) == true;
        }

        return (await published.FindAsync(address, client.AddressesChosenBy, isKeyMissing: false, cancellationToken)).Holds(certificate)
            || (await published.FindAsync(address, client.AddressesChosenBy, isKeyMissing: true, cancellationToken)).Holds(certificate);
    }

    /// <param name="token">What was signed.</param>
    /// <param name="keys">The keys, where they are registered by value; then the address counts for nothing.</param>
    /// <param name="address">Where they are published; null for nowhere.</param>
    /// <param name="chosenBy">Who chose the address.</param>
    /// <param name="algorithms">Those allowed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<bool> IsSignedAsync(
        ForeignJws token,
        JsonWebKeySet? keys,
        string? address,
        ChosenBy chosenBy,
        IReadOnlyCollection<string> algorithms,
        CancellationToken cancellationToken)
    {
        // Before anything is fetched for it.
        if (!algorithms.Contains(token.Algorithm))
        {
            return false;
        }

        // Who registered itself must name its key where several would do: comparing costs us, and nobody knows whom it serves.
        var most = chosenBy is ChosenBy.Operator ? ForeignJws.DefaultMostComparisons : 1;
        if (keys is not null || address is null)
        {
            return keys is not null && token.IsSignedBy(keys, algorithms, most);
        }

        var found = await published.FindAsync(address, chosenBy, isKeyMissing: false, cancellationToken);
        if (token.IsSignedBy(found, algorithms, most))
        {
            return true;
        }

        if (token.KeyId is not null && found.Has(token.KeyId))
        {
            // A key of a name that is known did not sign it, and will not after another look.
            return false;
        }

        // Nor will the same keys, where they were fetched a moment ago.
        var again = await published.FindAsync(address, chosenBy, isKeyMissing: true, cancellationToken);
        return !ReferenceEquals(again, found) && token.IsSignedBy(again, algorithms, most);
    }
}
