using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// What the sender of the request at hand has proven to hold, beside what it sends. The OAuth endpoints fill it at their edge;
/// where nobody does, as in the Cognito API, nothing is proven, so that no token bound to a key or a certificate is of use
/// there. One for each request.
/// </summary>
public sealed class SenderProof
{
    /// <summary>The key of a DPoP proof that was found good (RFC 9449, section 4.3), as <c>jkt</c>.</summary>
    public string? KeyThumbprint { get; set; }

    /// <summary>The certificate that the connection was made with (RFC 8705, section 3), as <c>x5t#S256</c>.</summary>
    public string? CertificateThumbprint { get; set; }

    /// <summary>
    /// Takes the proof for this once, for who read it to set: refuses, by its exception, where it was used before.
    /// </summary>
    public Func<CancellationToken, Task>? Spending { get; set; }

    /// <summary>
    /// Spends what was proven, the first time it is called: once the grant has proved good, so that nobody fills the memory
    /// of proofs, and before anything of it is used up.
    /// </summary>
    public async Task SpendAsync(CancellationToken cancellationToken)
    {
        if (Spending is { } spend)
        {
            Spending = null;
            await spend(cancellationToken);
        }
    }

    /// <summary>Whether all of it is proven that a token asks for.</summary>
    public bool Meets(Confirmation asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return (asked.KeyThumbprint is null || asked.KeyThumbprint == KeyThumbprint)
            && (asked.CertificateThumbprint is null || asked.CertificateThumbprint == CertificateThumbprint);
    }

    /// <summary>
    /// What access tokens made now are bound to: the key that was proven, and the certificate of a client that wants it so.
    /// Refuses with SenderNotProven where the client's tokens are always bound and nothing was proven.
    /// </summary>
    internal Confirmation BindingFor(ClientSnapshot client)
    {
        // Held to the profile, a client without a key is bound to its certificate, asked for or not.
        var usesCertificate = client.BindsToCertificate || (client.IsFapi2 && KeyThumbprint is null);
        var binding = new Confirmation(KeyThumbprint, usesCertificate ? CertificateThumbprint : null);
        var lacksSomething = (client.BindsToKey && binding.KeyThumbprint is null)
            || (client.BindsToCertificate && binding.CertificateThumbprint is null)
            || (client.IsFapi2 && binding == Confirmation.None);
        return lacksSomething ? throw AuthError.SenderNotProven.AsException() : binding;
    }

    /// <summary>
    /// What the refresh tokens of a session that begins now are bound to: as its access tokens for a public client, to
    /// nothing for one that must authenticate to use them (RFC 9449, section 5; RFC 8705, section 4).
    /// </summary>
    internal Confirmation RefreshBindingFor(ClientSnapshot client) =>
        client.IsPublic ? BindingFor(client) : Confirmation.None;
}
