using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Account;

public sealed record GetUserRequest(string AccessToken) : IAccessTokenRequest;

public sealed record GetUserResponse(string Username, IReadOnlyList<AttributeType> UserAttributes);

/// <summary>Tells the caller their own attributes, as far as the token's client may read them.</summary>
internal sealed class GetUser(UserAttributes attributes, Caller caller)
    : ICognitoOperation<GetUserRequest, GetUserResponse>
{
    public Task<GetUserResponse> HandleAsync(GetUserRequest request, CancellationToken cancellationToken)
    {
        var identity = caller.User!;
        var readable = attributes.Readable(identity.Client, identity.User);

        return Task.FromResult(new GetUserResponse(identity.User.Username, readable.ToWire()));
    }
}
