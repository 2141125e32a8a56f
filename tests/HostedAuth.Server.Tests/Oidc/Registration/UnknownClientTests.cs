using HostedAuth.Core.AppClients;
using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.Registration;

/// <summary>Clients that registered themselves as anybody can: they keep nobody out, pass for nobody and go when nobody uses them.</summary>
public sealed class UnknownClientTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Callback = RegistrationWorld.Callback;
    private const string Warning = "nobody has checked";

    [Fact]
    public async Task A_flood_of_them_keeps_no_client_out_that_has_a_token()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var token = await world.InitialTokenAsync(server);
        await FloodAsync(world, 1000);

        var unknown = await world.RegisterAsync(new { redirect_uris = new[] { Callback } });
        var vouched = await world.RegisterAsync(new { redirect_uris = new[] { Callback } }, token);

        unknown.ShouldRefuse(403, "access_denied");
        vouched.Status.ShouldBe(201, vouched.Body);
    }

    [Fact]
    public async Task One_that_got_no_token_within_three_days_is_deleted_and_no_other()
    {
        var world = await RegistrationWorld.CreateAsync(server, new
        {
            EnableStatus = "Enabled",
            OpenDcrEnabled = true,
            OpenDcrGrantTypes = new[] { "code", "client_credentials" },
            AllowedScopes = new[] { "api/a" },
        });
        (await server.CallAsync("CreateResourceServer", new
        {
            UserPoolId = world.PoolId,
            Identifier = "api",
            Name = "api",
            Scopes = new[] { new { ScopeName = "a", ScopeDescription = "-" } },
        })).ShouldSucceed();
        var unused = await world.RegisteredAsync();
        var used = await world.RegisteredAsync(new { grant_types = new[] { "client_credentials" } });
        var vouched = await world.RegisterAsync(new { redirect_uris = new[] { Callback } }, await world.InitialTokenAsync(server));
        (await world.App.TokenAsync(
        [
            ("grant_type", "client_credentials"),
            ("client_id", used.Text("client_id")),
            ("client_secret", used.Text("client_secret")),
        ])).Status.ShouldBe(200);

        server.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));
        await SweepAsync();
        (await ReadAsync(world, unused)).Status.ShouldBe(200);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await SweepAsync();

        (await ReadAsync(world, unused)).ShouldRefuse(401, "invalid_token");
        (await ReadAsync(world, used)).Status.ShouldBe(200);
        (await ReadAsync(world, vouched)).Status.ShouldBe(200);
        (await world.App.AuthorizeAsync(world.App.Query(("client_id", unused.Text("client_id"))), null))
            .Location.ShouldNotBeNull().ShouldStartWith($"/{world.PoolId}/error");
        (await world.App.AuthorizeAsync(world.App.Query(), null)).Location.ShouldNotBeNull().ShouldContain("/login");
    }

    [Fact]
    public async Task One_that_a_person_allowed_stays()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(new { redirect_uris = new[] { Callback }, token_endpoint_auth_method = "none" });
        await new SignInWorld(server, world.PoolId, world.App.Client).AddUserAsync("alice");
        var (tab, _) = await AskedAsync(world, client);
        var code = (await AllowAsync(tab)).ShouldNotBeNull();

        (await world.App.TokenAsync(
        [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Callback),
            ("code_verifier", TestApp.Verifier), ("client_id", client.Text("client_id")),
        ])).Status.ShouldBe(200);
        server.Clock.Advance(TimeSpan.FromDays(4));
        await SweepAsync();

        (await ReadAsync(world, client)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task One_that_got_no_token_for_ninety_days_is_deleted_and_a_refresh_is_a_token()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(new { redirect_uris = new[] { Callback }, token_endpoint_auth_method = "none" });
        await new SignInWorld(server, world.PoolId, world.App.Client).AddUserAsync("alice");
        var (tab, _) = await AskedAsync(world, client);
        var tokens = await world.App.TokenAsync(
        [
            ("grant_type", "authorization_code"), ("code", await AllowAsync(tab)), ("redirect_uri", Callback),
            ("code_verifier", TestApp.Verifier), ("client_id", client.Text("client_id")),
        ]);
        server.Clock.Advance(TimeSpan.FromDays(29));

        (await world.App.TokenAsync(
        [
            ("grant_type", "refresh_token"), ("refresh_token", tokens.Text("refresh_token")), ("client_id", client.Text("client_id")),
        ])).Status.ShouldBe(200);

        server.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromMinutes(1));
        await SweepAsync();
        (await ReadAsync(world, client)).Status.ShouldBe(200);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await SweepAsync();
        (await ReadAsync(world, client)).ShouldRefuse(401, "invalid_token");
    }

    [Theory]
    [InlineData("Acme Bank", false)]
    [InlineData("ACME-bank", false)]
    [InlineData("\u0410cme Bank", false)]
    [InlineData("Äcme  Bank", true)]
    public async Task The_name_of_an_operators_client_is_taken_and_what_reads_like_it(string name, bool isVouchedFor)
    {
        var world = await RegistrationWorld.CreateAsync(server);
        await server.CreateClientAsync(world.PoolId, new { ClientName = "Acme Bank" });

        var answer = await world.RegisterAsync(
            new { redirect_uris = new[] { Callback }, client_name = name },
            isVouchedFor ? await world.InitialTokenAsync(server) : null);

        answer.ShouldRefuse(400, "invalid_client_metadata");
    }

    [Fact]
    public async Task A_change_takes_no_name_either_and_two_machines_of_one_program_have_the_same()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var vouched = new { redirect_uris = new[] { Callback }, client_name = "Desk" };
        (await world.RegisterAsync(vouched, await world.InitialTokenAsync(server))).Status.ShouldBe(201);
        var one = await world.RegisteredAsync(new { redirect_uris = new[] { Callback }, client_name = "Notes" });
        await world.RegisteredAsync(new { redirect_uris = new[] { Callback }, client_name = "Notes" });
        await server.CreateClientAsync(world.PoolId, new { ClientName = "Notes" });

        var kept = await RenameAsync(world, one, "Notes");
        var taken = await RenameAsync(world, kept, "desk");

        kept.Status.ShouldBe(200, kept.Body);
        taken.ShouldRefuse(400, "invalid_client_metadata");
        (await world.RegisterAsync(vouched)).ShouldRefuse(400, "invalid_client_metadata");
        (await world.RegisterAsync(vouched, await world.InitialTokenAsync(server))).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task People_are_told_that_nobody_vouches_for_it_and_see_its_host_in_ASCII(bool isUnknown)
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var body = new { redirect_uris = new[] { "https://bücher.example/cb" }, client_name = "Shelf" };
        var client = await world.RegisterAsync(body, isUnknown ? null : await world.InitialTokenAsync(server));
        await new SignInWorld(server, world.PoolId, world.App.Client).AddUserAsync("alice");

        var (_, page) = await AskedAsync(world, client, "https://bücher.example/cb");

        page.ShouldShow("Allow Shelf?");
        page.Words().Contains(Warning, StringComparison.Ordinal).ShouldBe(isUnknown);
        page.Words().ShouldContain("xn--bcher-kva.example");
    }

    private static Task<Answer> RenameAsync(RegistrationWorld world, Answer client, string name) => world.ManageAsync(
        HttpMethod.Put,
        client.Text("client_id"),
        client.Text("registration_access_token"),
        new { client_id = client.Text("client_id"), redirect_uris = new[] { Callback }, client_name = name });

    private static Task<Answer> ReadAsync(RegistrationWorld world, Answer client) => world.ManageAsync(
        HttpMethod.Get, client.Text("client_id"), client.Text("registration_access_token"));

    private async Task<(PageTab Tab, Answer Page)> AskedAsync(RegistrationWorld world, Answer client, string callback = Callback)
    {
        var tab = new PageTab(server);
        var query = world.App.Query(("client_id", client.Text("client_id")), ("redirect_uri", callback));
        await FollowAsync(tab, await tab.OpenAsync($"{world.Issuer}/oauth2/authorize{query}"));
        return (tab, await FollowAsync(tab, await tab.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password))));
    }

    private static async Task<Answer> FollowAsync(PageTab tab, Answer answer)
    {
        while (answer.Location?.StartsWith('/') == true)
        {
            answer = await tab.OpenAsync(answer.Location);
        }

        return answer;
    }

    private static async Task<string?> AllowAsync(PageTab tab) =>
        (await FollowAsync(tab, await tab.SubmitAsync(("answer", "allow")))).Parameter("code");

    private async Task SweepAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var chores = scope.ServiceProvider.GetServices<IChore>();
        await chores.Single(chore => chore.Name == "unused-clients").RunAsync(CancellationToken.None);
    }

    private Task<bool> FloodAsync(RegistrationWorld world, int count) => server.InPoolAsync(world.PoolId, async services =>
    {
        var context = services.GetRequiredService<HostedAuthDbContext>();
        var prefix = Guid.NewGuid().ToString("N")[..20];
        context.AppClients.AddRange(Enumerable.Range(0, count).Select(i => new AppClient
        {
            PoolId = world.PoolId,
            ClientId = $"{prefix}{i}",
            IsRegistered = true,
            Name = "One",
            Settings = new(),
            CreatedAt = server.Clock.GetUtcNow(),
            ModifiedAt = server.Clock.GetUtcNow(),
        }));
        await context.SaveChangesAsync();
        return true;
    });
}
