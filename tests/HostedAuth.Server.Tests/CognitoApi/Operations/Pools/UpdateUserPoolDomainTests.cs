using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class UpdateUserPoolDomainTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task The_version_of_the_pages_changes()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = pool, Domain = "changed" });

        var answer = await server.CallAsync(
            "UpdateUserPoolDomain",
            new { UserPoolId = pool, Domain = "changed", ManagedLoginVersion = 2 });

        answer.ShouldSucceed().Text("ManagedLoginVersion").ShouldBe("2");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task There_is_no_other_version(int version)
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = pool, Domain = $"version-{version}" });

        var answer = await server.CallAsync(
            "UpdateUserPoolDomain",
            new { UserPoolId = pool, Domain = $"version-{version}", ManagedLoginVersion = version });

        answer.ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task A_missing_domain_is_refused()
    {
        var answer = await server.CallAsync(
            "UpdateUserPoolDomain",
            new { UserPoolId = await server.CreatePoolAsync(), Domain = "missing" });

        answer.ShouldRefuse("InvalidParameterException", "No such domain or user pool exists.");
    }
}
