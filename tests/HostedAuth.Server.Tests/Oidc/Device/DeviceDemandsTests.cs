using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Pages;

namespace HostedAuth.Server.Tests.Oidc.Device;

/// <summary>What a client demands of every sign-in (OpenID Connect Registration, section 2) it demands for its devices too.</summary>
public sealed class DeviceDemandsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Question = "Let this device in?";

    [Fact]
    public async Task Who_signed_in_longer_ago_than_the_client_allows_signs_in_again()
    {
        var world = await CreateAsync(new() { GrantTypes = [DeviceWorld.GrantType], DefaultMaxAge = 60 });
        await world.StartAsync();
        (await world.EnterAndSignInAsync()).ShouldShow(Question);
        server.Clock.Advance(TimeSpan.FromSeconds(61));

        (await world.EnterAsync()).ShouldShow("Sign in");

        (await world.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password))).ShouldShow(Question);
    }

    [Fact]
    public async Task Who_has_no_factors_for_the_level_that_the_client_demands_is_told_and_lets_nothing_in()
    {
        var world = await CreateAsync(new() { GrantTypes = [DeviceWorld.GrantType], DefaultAcrValues = ["urn:cognito:loa:3"] });
        await world.StartAsync();

        var page = await world.EnterAndSignInAsync();

        page.Words().ShouldContain("This did not work");
        page.Body.ShouldNotContain(Question);
        (await world.PollAsync()).ShouldRefuse(400, "authorization_pending");
    }

    private async Task<DeviceWorld> CreateAsync(OAuthClientMetadata metadata)
    {
        var world = await DeviceWorld.CreateAsync(server);
        await server.SetMetadataAsync(world.App.PoolId, world.App.Client.Id, metadata);
        return world;
    }
}
