using HostedAuth.Core.AccessKeys;

namespace HostedAuth.CognitoApi.Protocol.Signing;

/// <summary>Who signed a request, proven.</summary>
/// <param name="Key">With which key.</param>
/// <param name="Region">For which region.</param>
internal sealed record Signer(SigningAccessKey Key, string Region)
{
    /// <summary>Refuses with AccessDeniedException what the key's policy doesn't allow.</summary>
    public void Authorize(string action, string resource)
    {
        if (!Key.Policy.Allows(action, resource))
        {
            throw WireException.AccessDenied(Key.Arn, action, resource);
        }
    }
}
