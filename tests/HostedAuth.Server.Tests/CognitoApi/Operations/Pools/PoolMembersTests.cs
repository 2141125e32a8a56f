using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

/// <summary>IssuerConfiguration, KeyConfiguration and DcrConfiguration of a pool.</summary>
public sealed class PoolMembersTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("ORIGINAL", "cognito-idp.us-east-1.amazonaws.com")]
    [InlineData("UPDATED", "issuer-cognito-idp.us-east-1.amazonaws.com")]
    public async Task A_pool_with_an_issuer_configuration_has_AWSs_issuer_in_tokens_and_discovery(string type, string host)
    {
        var app = await TestApp.CreateAsync(server, pool: new { IssuerConfiguration = new { Type = type } });
        var issuer = $"https://{host}/{app.PoolId}";

        var tokens = await app.TokensAsync();
        var discovery = await Answer.ReadAsync(
            await server.Http.GetAsync(new Uri($"https://{host}/{app.PoolId}/.well-known/openid-configuration")));

        tokens.Claims("access_token").GetProperty("iss").GetString().ShouldBe(issuer);
        tokens.Claims("id_token").GetProperty("iss").GetString().ShouldBe(issuer);
        discovery.Text("issuer").ShouldBe(issuer);
        discovery.Text("jwks_uri").ShouldBe($"{issuer}/.well-known/jwks.json");
        discovery.Text("token_endpoint").ShouldBe($"{HostedAuthServer.BaseAddress}/{app.PoolId}/oauth2/token");
        var userInfo = await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {tokens.Text("access_token")}");
        userInfo.Status.ShouldBe(200, userInfo.Body);
    }

    [Theory]
    [InlineData("cognito-idp.us-east-1.amazonaws.com.evil.example")]
    [InlineData("evil-cognito-idp.us-east-1.amazonaws.com")]
    [InlineData("s3.us-east-1.amazonaws.com")]
    public async Task Other_hosts_of_that_look_are_nobodys(string host)
    {
        var pool = await server.CreatePoolAsync();

        using var answer = await server.Http.GetAsync(new Uri($"https://{host}/{pool}/.well-known/openid-configuration"));

        ((int)answer.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task Keys_of_the_server_are_taken_and_keys_of_AWS_KMS_are_refused_in_words()
    {
        var owned = await CreateAsync(new { KeyConfiguration = new { KeyType = "AWS_OWNED_KEY" } });
        var customers = await CreateAsync(new { KeyConfiguration = new { KeyType = "CUSTOMER_MANAGED_KEY" } });
        var arn = await CreateAsync(
            new { KeyConfiguration = new { KeyType = "AWS_OWNED_KEY", KmsKeyArn = "arn:aws:kms:us-east-1:000000000000:key/one" } });

        owned.ShouldSucceed().Text("UserPool.KeyConfiguration.KeyType").ShouldBe("AWS_OWNED_KEY");
        customers.ShouldRefuse("InvalidParameterException");
        customers.Text("message").ShouldNotBeNull().ShouldContain("AWS KMS, which this server does not have");
        arn.ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task Who_may_register_clients_is_not_given_to_clients_that_registered_themselves()
    {
        var answer = await CreateAsync(
            new { DcrConfiguration = new { EnableStatus = "Enabled", AllowedScopes = new[] { "aws.cognito/dcr/register" } } });

        answer.ShouldRefuse("InvalidParameterException");
    }

    [Theory]
    [InlineData("ALLOW_REFRESH_TOKEN_AUTH", false)]
    [InlineData("ALLOW_USER_SRP_AUTH", true)]
    public async Task Rotation_excludes_the_flow_that_never_rotates(string flow, bool isTaken)
    {
        var answer = await server.CallAsync("CreateUserPoolClient", new
        {
            UserPoolId = await server.CreatePoolAsync(),
            ClientName = "client",
            ExplicitAuthFlows = new[] { flow },
            RefreshTokenRotation = new { Feature = "ENABLED", RetryGracePeriodSeconds = 60 },
        });

        (answer.Error is null).ShouldBe(isTaken, answer.Body);
    }

    private Task<ApiAnswer> CreateAsync(object members)
    {
        var request = JsonMembers.Of(members, ("PoolName", "pool"));
        return server.CallAsync("CreateUserPool", request);
    }
}
