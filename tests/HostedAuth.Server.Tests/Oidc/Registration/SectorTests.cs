using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.Registration;

/// <summary>Nobody joins the sector of somebody else (OIDC Core, section 8.1).</summary>
public sealed class SectorTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("https://victim.example/cb", "com.evil.app:/cb")]
    [InlineData("https://victim.example/cb", "http://localhost/cb")]
    [InlineData("https://victim.example/cb", "https://evil.example/cb")]
    public async Task Addresses_that_are_not_of_one_host_need_a_sector_identifier_uri(string one, string other)
    {
        var world = await RegistrationWorld.CreateAsync(server);

        var answer = await world.RegisterAsync(new { redirect_uris = new[] { one, other }, subject_type = "pairwise" });

        answer.ShouldRefuse(400, "invalid_client_metadata");
    }

    [Theory]
    [InlineData("http://localhost:8080/cb", false)]
    [InlineData("http://127.0.0.1/cb", false)]
    [InlineData("com.example.app:/cb", false)]
    [InlineData("https://app.example/cb", true)]
    public async Task Clients_share_the_sector_of_a_host_alone_that_one_of_them_can_own(string address, bool isShared)
    {
        var world = await RegistrationWorld.CreateAsync(server);

        var first = await SubjectAsync(world, address);
        var second = await SubjectAsync(world, address);

        (first == second).ShouldBe(isShared);
    }

    [Fact]
    public async Task A_client_without_addresses_shows_no_sector_to_be_its_own()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        (await server.CallAsync("CreateResourceServer", new
        {
            UserPoolId = world.PoolId,
            Identifier = "api",
            Name = "api",
            Scopes = new[] { new { ScopeName = "a", ScopeDescription = "-" } },
        })).ShouldSucceed();
        (await server.CallAsync("UpdateUserPool", new
        {
            UserPoolId = world.PoolId,
            DcrConfiguration = new
            {
                EnableStatus = "Enabled",
                OpenDcrEnabled = true,
                OpenDcrGrantTypes = new[] { "client_credentials" },
                AllowedScopes = new[] { "api/a" },
            },
        })).ShouldSucceed();

        var answer = await world.RegisterAsync(new
        {
            grant_types = new[] { "client_credentials" },
            sector_identifier_uri = "https://victim.example/sector.json",
        });

        answer.ShouldRefuse(400, "invalid_client_metadata");
        answer.Text("error_description").ShouldBe("sector_identifier_uri needs redirect_uris.");
    }

    private static async Task<string> SubjectAsync(RegistrationWorld world, string address)
    {
        var client = await world.RegisteredAsync(new { redirect_uris = new[] { address }, subject_type = "pairwise" });
        await using var scope = await world.App.EnterAsync();
        return scope.ServiceProvider.GetRequiredService<PoolScope>().Pool.FindClient(client.Text("client_id")!)!
            .SubjectOf("3f0a1b9e-0000-4000-8000-000000000001");
    }
}
