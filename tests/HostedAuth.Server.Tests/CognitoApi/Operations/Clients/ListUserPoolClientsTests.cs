using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Clients;

public sealed class ListUserPoolClientsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Clients_come_in_pages_without_their_settings()
    {
        var pool = await server.CreatePoolAsync();
        var made = new[] { await server.CreateClientAsync(pool), await server.CreateClientAsync(pool) };

        var first = await server.CallAsync("ListUserPoolClients", new { UserPoolId = pool, MaxResults = 1 });
        var second = await server.CallAsync(
            "ListUserPoolClients",
            new { UserPoolId = pool, MaxResults = 1, NextToken = first.ShouldSucceed().Text("NextToken") });

        new[] { first, second }.Select(page => page.Text("UserPoolClients.0.ClientId"))
            .ShouldBe(made.Select(client => client.Id).Order(StringComparer.Ordinal));
        second.Text("NextToken").ShouldBeNull();
        first.Json.GetProperty("UserPoolClients")[0].EnumerateObject().Select(member => member.Name)
            .ShouldBe(["ClientId", "UserPoolId", "ClientName"]);
    }
}
