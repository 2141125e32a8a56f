using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Clients;

public sealed class UpdateUserPoolClientTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task What_is_absent_goes_back_to_its_default_and_the_secret_stays()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(
            pool,
            new { GenerateSecret = true, AuthSessionValidity = 15, CallbackURLs = new[] { "https://app.example/" } });

        var answer = await server.CallAsync(
            "UpdateUserPoolClient",
            new { UserPoolId = pool, ClientId = client.Id, PreventUserExistenceErrors = "ENABLED" });

        answer.ShouldSucceed().Text("UserPoolClient.AuthSessionValidity").ShouldBe("3");
        answer.Text("UserPoolClient.CallbackURLs").ShouldBeNull();
        answer.Text("UserPoolClient.ClientSecret").ShouldBe(client.Secret);
        answer.Text("UserPoolClient.PreventUserExistenceErrors").ShouldBe("ENABLED");
        var described = await server.CallAsync("DescribeUserPoolClient", new { UserPoolId = pool, ClientId = client.Id });
        described.Body.ShouldBe(answer.Body);
    }

    [Fact]
    public async Task An_unknown_client_is_refused_as_ResourceNotFoundException()
    {
        var answer = await server.CallAsync(
            "UpdateUserPoolClient",
            new { UserPoolId = await server.CreatePoolAsync(), ClientId = "unknown" });

        answer.ShouldRefuse("ResourceNotFoundException", "User pool client unknown does not exist.");
    }

    [Fact]
    public async Task A_refused_change_changes_nothing()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool, new { AuthSessionValidity = 15 });

        var answer = await server.CallAsync(
            "UpdateUserPoolClient",
            new { UserPoolId = pool, ClientId = client.Id, CallbackURLs = new[] { "http://app.example/" } });

        answer.ShouldRefuse("InvalidParameterException", "http://app.example/ cannot use the HTTP protocol.");
        (await server.CallAsync("DescribeUserPoolClient", new { UserPoolId = pool, ClientId = client.Id }))
            .Text("UserPoolClient.AuthSessionValidity").ShouldBe("15");
    }
}
