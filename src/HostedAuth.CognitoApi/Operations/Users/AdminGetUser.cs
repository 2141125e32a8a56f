using HostedAuth.CognitoApi.Operations.Mfa;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Users;

public sealed record AdminGetUserRequest(string UserPoolId, string Username) : IPoolRequest;

public sealed record AdminGetUserResponse(
    string Username,
    IReadOnlyList<AttributeType> UserAttributes,
    DateTimeOffset UserCreateDate,
    DateTimeOffset UserLastModifiedDate,
    bool Enabled,
    string UserStatus,
    IReadOnlyList<MFAOptionType>? MFAOptions,
    string? PreferredMfaSetting,
    IReadOnlyList<string>? UserMFASettingList);

/// <summary>Reads one user of the pool, by one statement. Refuses with UserNotFoundException.</summary>
internal sealed class AdminGetUser(UserDirectory directory) : ICognitoOperation<AdminGetUserRequest, AdminGetUserResponse>
{
    public async Task<AdminGetUserResponse> HandleAsync(
        AdminGetUserRequest request,
        CancellationToken cancellationToken)
    {
        var user = await directory.RequireToReadAsync(request.Username, cancellationToken);
        var mfa = MfaOfUser.Of(user);

        return new(
            user.Username,
            user.AllAttributes(),
            user.CreatedAt,
            user.ModifiedAt,
            user.Enabled,
            user.Status.ToString(),
            mfa.Options,
            mfa.Preferred,
            mfa.Active);
    }
}
