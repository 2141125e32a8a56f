using HostedAuth.CognitoApi.Operations.Mfa;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Account;

public sealed record GetUserRequest(string AccessToken) : IAccessTokenRequest;

/// <param name="MFAOptions">Codes by text, as SetUserSettings has them.</param>
/// <param name="PreferredMfaSetting">The second factor that is asked for without a choice.</param>
/// <param name="UserMFASettingList">The second factors that are active.</param>
public sealed record GetUserResponse(
    string Username,
    IReadOnlyList<AttributeType> UserAttributes,
    IReadOnlyList<MFAOptionType>? MFAOptions,
    string? PreferredMfaSetting,
    IReadOnlyList<string>? UserMFASettingList);

/// <summary>Tells the caller their own attributes, as far as the token's client may read them.</summary>
internal sealed class GetUser(UserAttributes attributes, Caller caller)
    : ICognitoOperation<GetUserRequest, GetUserResponse>
{
    public Task<GetUserResponse> HandleAsync(GetUserRequest request, CancellationToken cancellationToken)
    {
        var identity = caller.User!;
        var readable = attributes.Readable(identity.Client, identity.User);
        var mfa = MfaOfUser.Of(identity.User);

        return Task.FromResult(new GetUserResponse(
            identity.Username,
            readable.ToWire(),
            mfa.Options,
            mfa.Preferred,
            mfa.Active));
    }
}
