using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.AppClients;

// What its secrets are good for.
public sealed partial class ClientSnapshot
{
    /// <summary>
    /// Whether the API's operations ask it for SECRET_HASH or its secret. One that proves itself by a key has none to give, and
    /// so uses the OAuth endpoints alone.
    /// </summary>
    public bool ProvesItselfToApi => !IsPublic || Secrets.Count > 0;

    /// <summary>
    /// The secrets that prove it, newest last. Of one that registered a key or a certificate none does, anywhere: the secret that
    /// it has still may be the one it moved away from.
    /// </summary>
    public IReadOnlyList<Secret> ProvingSecrets =>
        ClientAuthenticationMethods.NeedsKey(Metadata.TokenEndpointAuthMethod) ? [] : Secrets;

    /// <summary>Whether it is one of the secrets that prove it; all of them are compared.</summary>
    public bool HasSecret(Secret secret) =>
        ProvingSecrets.Aggregate(false, (found, active) => active.FixedTimeEquals(secret.Value) || found);
}
