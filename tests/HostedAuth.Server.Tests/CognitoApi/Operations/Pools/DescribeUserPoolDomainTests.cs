using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class DescribeUserPoolDomainTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_domain_tells_its_pool()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = pool, Domain = "described", ManagedLoginVersion = 2 });

        var answer = await server.CallAsync("DescribeUserPoolDomain", new { Domain = "described" });

        answer.ShouldSucceed().Text("DomainDescription.UserPoolId").ShouldBe(pool);
        answer.Text("DomainDescription.Status").ShouldBe("ACTIVE");
        answer.Text("DomainDescription.ManagedLoginVersion").ShouldBe("2");
    }

    [Fact]
    public async Task A_missing_domain_answers_an_empty_description()
    {
        var answer = await server.CallAsync("DescribeUserPoolDomain", new { Domain = "missing" });

        answer.ShouldSucceed().Body.ShouldBe("""{"DomainDescription":{}}""");
    }
}
