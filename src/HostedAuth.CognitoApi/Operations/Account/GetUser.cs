using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Account;

public sealed record GetUserRequest(string AccessToken) : IAccessTokenRequest;

public sealed record GetUserResponse(string Username, IReadOnlyList<AttributeType> UserAttributes);

/// <summary>Tells the caller their own attributes, as far as the token's client may read them.</summary>
internal sealed class GetUser(UserAttributes attributes, PoolScope scope, Caller caller)
    : ICognitoOperation<GetUserRequest, GetUserResponse>
{
    public Task<GetUserResponse> HandleAsync(GetUserRequest request, CancellationToken cancellationToken)
    {
        var identity = caller.User!;
        var client = scope.Pool.FindClient(identity.ClientId) ?? throw AuthError.InvalidAccessToken.AsException();
        var readable = attributes.Readable(client, identity.User);

        return Task.FromResult(new GetUserResponse(identity.User.Username, readable.ToWire()));
    }
}
