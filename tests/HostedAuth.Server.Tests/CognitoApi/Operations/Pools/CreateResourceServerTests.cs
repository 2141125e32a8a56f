using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class CreateResourceServerTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_resource_server_comes_back_with_its_scopes()
    {
        var answer = await MakeAsync(await server.CreatePoolAsync(), "https://api.example", "read", "write");

        answer.ShouldSucceed().Text("ResourceServer.Identifier").ShouldBe("https://api.example");
        answer.Text("ResourceServer.Scopes.1.ScopeName").ShouldBe("write");
    }

    [Fact]
    public async Task An_identifier_is_given_once()
    {
        var pool = await server.CreatePoolAsync();
        await MakeAsync(pool, "api");

        (await MakeAsync(pool, "api")).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task The_identifier_of_the_servers_own_scopes_is_reserved()
    {
        (await MakeAsync(await server.CreatePoolAsync(), "aws.cognito")).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task A_scope_is_given_once()
    {
        (await MakeAsync(await server.CreatePoolAsync(), "api", "read", "read")).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task A_strict_pool_has_at_most_25()
    {
        var pool = await server.CreatePoolAsync(new
        {
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
        });
        for (var i = 0; i < 25; i++)
        {
            (await MakeAsync(pool, $"api{i}")).ShouldSucceed();
        }

        (await MakeAsync(pool, "one-more")).ShouldRefuse("LimitExceededException");
    }

    private Task<ApiAnswer> MakeAsync(string pool, string identifier, params string[] scopes) => server.CallAsync(
        "CreateResourceServer",
        new
        {
            UserPoolId = pool,
            Identifier = identifier,
            Name = "api",
            Scopes = scopes.Select(scope => new { ScopeName = scope, ScopeDescription = "What it allows" }),
        });
}
