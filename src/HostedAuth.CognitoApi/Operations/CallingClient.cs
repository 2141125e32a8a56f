using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations;

/// <summary>The app client that a public request names.</summary>
internal static class CallingClient
{
    /// <summary>
    /// The client, when the request's SECRET_HASH is right (a public client needs none). Refuses with NotAuthorized, and this
    /// before anything is said about the user.
    /// </summary>
    /// <param name="scope">The pool that was entered.</param>
    /// <param name="request">The request.</param>
    /// <param name="username">The name it is about, as submitted.</param>
    /// <param name="secretHash">The hash as submitted.</param>
    public static ClientSnapshot Prove(this PoolScope scope, IClientRequest request, string username, string? secretHash)
    {
        var client = scope.Pool.RequireClient(request.ClientId);
        SecretHash.Check(client, username, canonicalName: null, secretHash);
        return client;
    }
}
