using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Hosting;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;

/// <summary>Whom passkeys are made for, where the deployment has a public name.</summary>
public sealed class RelyingPartyTests(PublicAddressTests.PublicServer server)
    : IClassFixture<PublicAddressTests.PublicServer>
{
    [Fact]
    public async Task It_is_the_deployments_host_then_the_prefix_then_the_custom_domain_and_the_setting_above_all()
    {
        var world = await PasskeyWorld.CreateAsync(server);
        var token = await world.JoinAsync();
        var prefix = $"d{Guid.NewGuid():N}"[..20];
        var parties = new List<string> { await PartyAsync(world, token) };

        await AddDomainAsync(new { UserPoolId = world.SignIn.PoolId, Domain = prefix });
        parties.Add(await PartyAsync(world, token));
        await AddDomainAsync(new
        {
            UserPoolId = world.SignIn.PoolId,
            Domain = $"login.{prefix}.example",
            CustomDomainConfig = new { CertificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1" },
        });
        parties.Add(await PartyAsync(world, token));
        await world.ConfigureAsync(new { RelyingPartyId = "example.com" });
        parties.Add(await PartyAsync(world, token));

        parties.ShouldBe(["auth.example.com", $"{prefix}.pools.example.com", $"login.{prefix}.example", "example.com"]);
    }

    [Fact]
    public async Task A_strict_pool_without_a_domain_has_none()
    {
        var poolId = await server.CreatePoolAsync(new
        {
            Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "WEB_AUTHN" } } },
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
        });
        var client = await server.CreateClientAsync(poolId, new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" } });
        var token = await new PasskeyWorld(new SignInWorld(server, poolId, client)).JoinAsync();

        (await server.CallPublicAsync("StartWebAuthnRegistration", new { AccessToken = token }))
            .ShouldRefuse("WebAuthnConfigurationMissingException");
    }

    private async Task AddDomainAsync(object request) =>
        (await server.CallAsync("CreateUserPoolDomain", request)).ShouldSucceed();

    private static async Task<string> PartyAsync(PasskeyWorld world, string token) =>
        JsonNode.Parse(await world.BeginAsync(token))!["rp"]!["id"]!.GetValue<string>();
}
