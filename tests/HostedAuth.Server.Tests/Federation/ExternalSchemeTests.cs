using HostedAuth.Core.IdentityProviders;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Federation;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Federation;

/// <summary>An external scheme plugs in by its registration alone.</summary>
public sealed class ExternalSchemeTests(ExternalSchemeTests.FederatedServer server)
    : IClassFixture<ExternalSchemeTests.FederatedServer>
{
    [Fact]
    public async Task A_browser_that_asks_for_a_provider_begins_at_its_scheme_with_the_whole_request()
    {
        var app = await TestApp.CreateAsync(server);
        await ListProvidersAsync(app, "COGNITO", "Elsewhere");

        var elsewhere = await app.AuthorizeAsync(app.Query(("identity_provider", "Elsewhere")));
        var here = await app.AuthorizeAsync(app.Query(("identity_provider", "COGNITO")));

        elsewhere.Location.ShouldNotBeNull().ShouldStartWith($"/{app.PoolId}/elsewhere?");
        elsewhere.Parameter("redirect_uri").ShouldBe(TestApp.Callback);
        elsewhere.Parameter("flow").ShouldNotBeNullOrEmpty();
        here.Location.ShouldNotBeNull().ShouldStartWith($"/{app.PoolId}/login?");
    }

    [Fact]
    public async Task A_provider_that_the_client_does_not_list_is_refused()
    {
        var app = await TestApp.CreateAsync(server);
        var other = await TestApp.CreateAsync(server);
        await ListProvidersAsync(other, "Elsewhere");

        var elsewhere = await app.AuthorizeAsync(app.Query(("identity_provider", "Elsewhere")));
        var here = await other.AuthorizeAsync(other.Query(("identity_provider", "COGNITO")));

        elsewhere.ShouldTellTheClient("invalid_request");
        here.ShouldTellTheClient("invalid_request");
    }

    [Fact]
    public async Task An_identifier_stands_for_its_provider()
    {
        var app = await TestApp.CreateAsync(server);
        await ListProvidersAsync(app, "COGNITO", "Elsewhere");

        var known = await app.AuthorizeAsync(app.Query(("idp_identifier", "elsewhere.example")));
        var unknown = await app.AuthorizeAsync(app.Query(("idp_identifier", "nowhere.example")));
        var both = await app.AuthorizeAsync(app.Query(("idp_identifier", "elsewhere.example"), ("identity_provider", "COGNITO")));

        known.Location.ShouldNotBeNull().ShouldStartWith($"/{app.PoolId}/elsewhere?");
        unknown.ShouldTellTheClient("invalid_request");
        both.ShouldTellTheClient("invalid_request");
    }

    private static async Task ListProvidersAsync(TestApp app, params string[] names)
    {
        await using var scope = await app.EnterAsync();
        var context = scope.ServiceProvider.GetRequiredService<HostedAuthDbContext>();
        var client = await context.AppClients.SingleAsync(one => one.ClientId == app.Client.Id);
        client.Settings = client.Settings with { SupportedIdentityProviders = names };
        await scope.ServiceProvider.GetRequiredService<PoolDirectory>()
            .SaveChangeAsync(context, app.PoolId, CancellationToken.None);
    }

    public sealed class FederatedServer : HostedAuthServer
    {
        protected override void AddServices(IServiceCollection services) => services.AddExternalScheme<Elsewhere>();
    }

    private sealed class Elsewhere : ISignInProvider
    {
        public string? FindStartPath(PoolSnapshot pool, string identityProvider) =>
            identityProvider == "Elsewhere" ? "/elsewhere" : null;

        public string? FindByIdentifier(PoolSnapshot pool, string identifier) =>
            identifier == "elsewhere.example" ? "Elsewhere" : null;
    }
}
