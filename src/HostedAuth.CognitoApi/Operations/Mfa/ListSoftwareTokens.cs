using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Mfa;

namespace HostedAuth.CognitoApi.Operations.Mfa;

public sealed record ListSoftwareTokensRequest(string AccessToken) : IAccessTokenRequest;

/// <param name="SoftwareTokens">The oldest first.</param>
public sealed record ListSoftwareTokensResponse(IReadOnlyList<SoftwareTokenType> SoftwareTokens);

/// <param name="SoftwareTokenId">For DeleteSoftwareToken.</param>
/// <param name="FriendlyDeviceName">As VerifySoftwareToken had it.</param>
public sealed record SoftwareTokenType(string SoftwareTokenId, string? FriendlyDeviceName, DateTimeOffset CreationDate);

/// <summary>
/// Beyond Cognito: tells the caller their authenticator apps. Refuses with UserNotConfirmed and PasswordResetRequired.
/// </summary>
internal sealed class ListSoftwareTokens(AuthenticatorApps apps, Caller caller)
    : ICognitoOperation<ListSoftwareTokensRequest, ListSoftwareTokensResponse>
{
    public async Task<ListSoftwareTokensResponse> HandleAsync(
        ListSoftwareTokensRequest request,
        CancellationToken cancellationToken)
    {
        var owned = await apps.OfUserAsync(caller.Own().Id, cancellationToken);

        return new([.. owned.Select(app => new SoftwareTokenType(app.Id, app.Name, app.CreatedAt))]);
    }
}
