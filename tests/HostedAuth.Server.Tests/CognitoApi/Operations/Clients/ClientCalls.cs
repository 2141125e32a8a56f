using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Clients;

/// <summary>Makes clients of pools, well or badly.</summary>
internal static class ClientCalls
{
    public static async Task<ApiAnswer> TryCreateClientAsync(
        this HostedAuthServer server,
        object members,
        string? pool = null) => await server.CallAsync(
        "CreateUserPoolClient",
        JsonMembers.Of(members, ("UserPoolId", pool ?? await server.CreatePoolAsync()), ("ClientName", "web")));
}
