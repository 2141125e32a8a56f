using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class DeleteUserPoolDomainTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_deleted_domain_is_free_for_another_pool()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = pool, Domain = "freed" });

        (await server.CallAsync("DeleteUserPoolDomain", new { UserPoolId = pool, Domain = "freed" }))
            .ShouldSucceed().Body.ShouldBe("{}");

        (await server.CallAsync("DescribeUserPoolDomain", new { Domain = "freed" })).Text("DomainDescription").ShouldBe("{}");
        var other = await server.CreatePoolAsync();
        (await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = other, Domain = "freed" })).ShouldSucceed();
        (await server.CallAsync("DescribeUserPoolDomain", new { Domain = "freed" }))
            .Text("DomainDescription.UserPoolId").ShouldBe(other);
    }

    [Fact]
    public async Task The_domain_of_another_pool_is_not_deleted()
    {
        var owner = await server.CreatePoolAsync();
        await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = owner, Domain = "owned" });

        var answer = await server.CallAsync(
            "DeleteUserPoolDomain",
            new { UserPoolId = await server.CreatePoolAsync(), Domain = "owned" });

        answer.ShouldRefuse("InvalidParameterException", "No such domain or user pool exists.");
    }
}
