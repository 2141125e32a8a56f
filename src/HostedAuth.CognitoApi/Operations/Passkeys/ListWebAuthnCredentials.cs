using System.Buffers.Text;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Passkeys;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Passkeys;

/// <param name="AccessToken">Whose passkeys.</param>
/// <param name="MaxResults">0 to 20; 0 and absent mean 20.</param>
/// <param name="NextToken">Of the last answer.</param>
public sealed record ListWebAuthnCredentialsRequest(string AccessToken, int? MaxResults, string? NextToken)
    : IAccessTokenRequest;

public sealed record ListWebAuthnCredentialsResponse(
    IReadOnlyList<WebAuthnCredentialDescription> Credentials,
    string? NextToken);

/// <summary>A passkey on the wire.</summary>
/// <param name="CredentialId">In base64url.</param>
public sealed record WebAuthnCredentialDescription(
    string CredentialId,
    string FriendlyCredentialName,
    string RelyingPartyId,
    string? AuthenticatorAttachment,
    IReadOnlyList<string> AuthenticatorTransports,
    DateTimeOffset CreatedAt)
{
    public static WebAuthnCredentialDescription Of(Passkey passkey)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        return new(
            Base64Url.EncodeToString(passkey.CredentialId),
            passkey.Name,
            passkey.RelyingPartyId,
            passkey.Attachment,
            passkey.Transports,
            passkey.CreatedAt);
    }
}

/// <summary>Lists the caller's passkeys, the oldest first. Refuses with InvalidParameter.</summary>
internal sealed class ListWebAuthnCredentials(Core.Passkeys.Passkeys passkeys, PageTokens tokens, Caller caller)
    : ICognitoOperation<ListWebAuthnCredentialsRequest, ListWebAuthnCredentialsResponse>
{
    public async Task<ListWebAuthnCredentialsResponse> HandleAsync(
        ListWebAuthnCredentialsRequest request,
        CancellationToken cancellationToken)
    {
        var user = caller.Own();
        var page = tokens.Page(
            $"ListWebAuthnCredentials/{user.PoolId}/{user.Id}",
            request.NextToken,
            await passkeys.OfUserAsync(user.Id, cancellationToken),
            request.MaxResults.OrMost(Core.Passkeys.Passkeys.MostPerUser),
            passkey => $"{passkey.CreatedAt.UtcTicks:D20}/{Convert.ToHexString(passkey.CredentialId)}");

        return new([.. page.Items.Select(WebAuthnCredentialDescription.Of)], page.NextToken);
    }
}
