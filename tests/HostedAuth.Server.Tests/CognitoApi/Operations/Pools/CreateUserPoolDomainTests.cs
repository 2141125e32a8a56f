using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class CreateUserPoolDomainTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Certificate = "arn:aws:acm:us-east-1:123456789012:certificate/1";

    [Fact]
    public async Task A_prefix_answers_the_host_that_holds_it()
    {
        var pool = await server.CreatePoolAsync();

        var answer = await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = pool, Domain = "my-cognito-shop" });

        answer.ShouldSucceed().Text("CloudFrontDomain").ShouldBe("my-cognito-shop.localhost");
        answer.Text("ManagedLoginVersion").ShouldBe("1");
    }

    [Fact]
    public async Task A_strict_pool_answers_no_host_and_refuses_reserved_words()
    {
        var pool = await StrictPoolAsync();

        var refused = await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = pool, Domain = "my-cognito-shop" });
        var answer = await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = pool, Domain = "strict-shop" });

        refused.ShouldRefuse("InvalidParameterException", "Domain cannot contain reserved word: cognito");
        answer.ShouldSucceed().Text("CloudFrontDomain").ShouldBeNull();
    }

    [Fact]
    public async Task A_domain_of_another_pool_is_refused()
    {
        await server.CallAsync(
            "CreateUserPoolDomain",
            new { UserPoolId = await server.CreatePoolAsync(), Domain = "taken" });

        var answer = await server.CallAsync(
            "CreateUserPoolDomain",
            new { UserPoolId = await server.CreatePoolAsync(), Domain = "taken" });

        answer.ShouldRefuse("InvalidParameterException", "Domain already associated with another user pool.");
    }

    [Fact]
    public async Task A_pool_has_one_prefix_and_one_custom_domain()
    {
        var pool = await server.CreatePoolAsync();

        var prefix = await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = pool, Domain = "one" });
        var custom = await CustomAsync(pool, "login.one.example");
        var second = await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = pool, Domain = "two" });

        prefix.ShouldSucceed();
        custom.ShouldSucceed().Text("CloudFrontDomain").ShouldBe("localhost");
        second.ShouldRefuse("InvalidParameterException", "User pool already has a domain configured.");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("other.localhost")]
    [InlineData("nodots")]
    [InlineData("a..example")]
    [InlineData("127.0.0.1")]
    public async Task A_custom_domain_is_a_host_name_outside_the_deployment(string domain)
    {
        var answer = await CustomAsync(await server.CreatePoolAsync(), domain);

        answer.ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task A_prefix_has_no_dot()
    {
        var pool = await server.CreatePoolAsync();

        var answer = await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = pool, Domain = "a.example" });

        answer.ShouldRefuse("InvalidParameterException");
    }

    private Task<ApiAnswer> CustomAsync(string pool, string domain) => server.CallAsync(
        "CreateUserPoolDomain",
        new { UserPoolId = pool, Domain = domain, CustomDomainConfig = new { CertificateArn = Certificate } });

    private Task<string> StrictPoolAsync() => server.CreatePoolAsync(new
    {
        UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
    });
}
