using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Consents;

/// <param name="UserPoolId">The pool.</param>
/// <param name="Username">Whose consents.</param>
public sealed record AdminListUserConsentsRequest(string UserPoolId, string Username) : IPoolRequest;

public sealed record AdminListUserConsentsResponse(IReadOnlyList<UserConsentType> Consents);

/// <summary>What a user has allowed a client, on the wire.</summary>
/// <param name="Claims">Those that were asked for one by one (OIDC Core, section 5.5).</param>
public sealed record UserConsentType(
    string ClientId,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> Claims,
    DateTimeOffset GrantDate);

/// <summary>Beyond Cognito: what a user has allowed which client, the newest first. Refuses with UserNotFound.</summary>
internal sealed class AdminListUserConsents(Core.Authorization.Consents consents, UserDirectory users)
    : ICognitoOperation<AdminListUserConsentsRequest, AdminListUserConsentsResponse>
{
    public async Task<AdminListUserConsentsResponse> HandleAsync(
        AdminListUserConsentsRequest request,
        CancellationToken cancellationToken)
    {
        var user = await users.RequireToReadAsync(request.Username, cancellationToken);
        var all = await consents.ListAsync(user.Id, cancellationToken);
        return new([.. all.Select(one => new UserConsentType(one.ClientId, one.Scopes, one.Claims, one.GrantedAt))]);
    }
}
