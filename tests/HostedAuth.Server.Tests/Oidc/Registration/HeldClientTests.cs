using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Registration;

/// <summary>What an operator takes from a registered client, it can't give itself again (RFC 7592, section 2.2).</summary>
public sealed class HeldClientTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Callback = RegistrationWorld.Callback;

    [Fact]
    public async Task A_client_that_was_switched_off_does_not_switch_itself_on()
    {
        var (world, client) = await MakeAsync();
        await UpdateAsync(world, client, isOn: false);

        var answer = await ChangeAsync(world, client);

        answer.ShouldRefuse(403, "access_denied");
        var described = await server.CallAsync("DescribeUserPoolClient", Keys(world, client));
        described.Text("UserPoolClient.AllowedOAuthFlowsUserPoolClient").ShouldBe("false");
        (await ManageAsync(world, client, HttpMethod.Get)).Status.ShouldBe(200);
        (await ManageAsync(world, client, HttpMethod.Delete)).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Where_registration_was_switched_off_clients_read_and_end_but_do_not_change()
    {
        var (world, client) = await MakeAsync();
        (await server.CallAsync(
            "UpdateUserPool",
            new { UserPoolId = world.PoolId, DcrConfiguration = new { EnableStatus = "Disabled" } })).ShouldSucceed();

        var answer = await ChangeAsync(world, client);

        answer.ShouldRefuse(403, "access_denied");
        (await ManageAsync(world, client, HttpMethod.Get)).Status.ShouldBe(200);
        (await ManageAsync(world, client, HttpMethod.Delete)).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Scopes_that_an_operator_took_do_not_come_back()
    {
        var (world, client) = await MakeAsync();
        await UpdateAsync(world, client, scopes: ["openid"]);

        var answer = await ChangeAsync(world, client, scope: "openid email phone profile");

        answer.Status.ShouldBe(200, answer.Body);
        answer.Text("scope").ShouldBe("openid");
    }

    [Fact]
    public async Task Addresses_that_an_operator_took_do_not_come_back()
    {
        const string other = "https://other.example/cb";
        var (world, client) = await MakeAsync([Callback, other]);
        await UpdateAsync(world, client, callbacks: [Callback]);

        var taken = await ChangeAsync(world, client, [Callback, other]);
        var kept = await ChangeAsync(world, client, [Callback]);

        taken.ShouldRefuse(403, "access_denied");
        kept.Status.ShouldBe(200, kept.Body);
    }

    [Fact]
    public async Task An_operator_who_takes_nothing_leaves_the_client_its_freedom()
    {
        var (world, client) = await MakeAsync();
        await UpdateAsync(world, client);

        var answer = await ChangeAsync(world, client, ["https://other.example/cb"], "openid");
        var wider = await world.ManageAsync(
            HttpMethod.Put,
            client.Text("client_id"),
            answer.Text("registration_access_token"),
            new { client_id = client.Text("client_id"), redirect_uris = new[] { Callback }, scope = "openid email" });

        answer.Status.ShouldBe(200, answer.Body);
        wider.Text("scope").ShouldBe("openid email");
    }

    [Fact]
    public async Task Flows_that_an_operator_took_its_response_types_do_not_bring_back()
    {
        var world = await RegistrationWorld.CreateAsync(server, new
        {
            EnableStatus = "Enabled",
            OpenDcrEnabled = true,
            OpenDcrGrantTypes = new[] { "code", "implicit" },
        });
        var client = await world.RegisteredAsync(new
        {
            redirect_uris = new[] { Callback },
            grant_types = new[] { "authorization_code", "implicit" },
            response_types = new[] { "code", "code id_token", "id_token" },
        });
        var id = client.Text("client_id");
        (await AuthorizeAsync("id_token")).Error.ShouldBe("login_required");

        await UpdateAsync(world, client);

        (await AuthorizeAsync("id_token")).Error.ShouldBe("unauthorized_client");
        (await AuthorizeAsync("code id_token")).Error.ShouldBe("unauthorized_client");
        (await AuthorizeAsync("code")).Error.ShouldBe("login_required");
        (await ManageAsync(world, client, HttpMethod.Get)).Text("response_types").ShouldBe("""["code"]""");

        Task<Answer> AuthorizeAsync(string type) => world.App.AuthorizeAsync(world.App.Query(
            ("client_id", id), ("response_type", type), ("prompt", "none"), ("nonce", "one")));
    }

    [Fact]
    public async Task Metadata_that_an_operator_set_or_took_the_client_does_not_change_back()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(new
        {
            redirect_uris = new[] { Callback },
            backchannel_logout_uri = "https://app.example/out",
            tos_uri = "https://app.example/tos",
        });
        (await server.CallAsync("SetUserPoolClientMetadata", new
        {
            UserPoolId = world.PoolId,
            ClientId = client.Text("client_id"),
            Metadata = new
            {
                response_types = new[] { "code" },
                tos_uri = "https://app.example/tos",
                require_pushed_authorization_requests = true,
            },
        })).ShouldSucceed();

        var answer = await ManageAsync(world, client, HttpMethod.Put, new
        {
            client_id = client.Text("client_id"),
            redirect_uris = new[] { Callback },
            backchannel_logout_uri = "https://app.example/out",
            tos_uri = "https://app.example/new",
            require_pushed_authorization_requests = false,
        });

        answer.Status.ShouldBe(200, answer.Body);
        answer.Text("require_pushed_authorization_requests").ShouldBe("True");
        answer.Text("backchannel_logout_uri").ShouldBeNull();
        answer.Text("tos_uri").ShouldBe("https://app.example/new");
    }

    private async Task<(RegistrationWorld World, Answer Client)> MakeAsync(string[]? redirects = null)
    {
        var world = await RegistrationWorld.CreateAsync(server);
        return (world, await world.RegisteredAsync(new { redirect_uris = redirects ?? [Callback] }));
    }

    private async Task UpdateAsync(
        RegistrationWorld world,
        Answer client,
        bool isOn = true,
        string[]? scopes = null,
        string[]? callbacks = null) =>
        (await server.CallAsync("UpdateUserPoolClient", new
        {
            UserPoolId = world.PoolId,
            ClientId = client.Text("client_id"),
            AllowedOAuthFlowsUserPoolClient = isOn,
            AllowedOAuthFlows = new[] { "code" },
            AllowedOAuthScopes = scopes ?? ["openid", "email", "phone", "profile", "address"],
            CallbackURLs = callbacks ?? [Callback],
        })).ShouldSucceed();

    private static Task<Answer> ChangeAsync(
        RegistrationWorld world,
        Answer client,
        string[]? redirects = null,
        string? scope = null) =>
        ManageAsync(world, client, HttpMethod.Put, new
        {
            client_id = client.Text("client_id"),
            redirect_uris = redirects ?? [Callback],
            scope,
        });

    private static Task<Answer> ManageAsync(RegistrationWorld world, Answer client, HttpMethod method, object? body = null) =>
        world.ManageAsync(method, client.Text("client_id"), client.Text("registration_access_token"), body);

    private static object Keys(RegistrationWorld world, Answer client) =>
        new { UserPoolId = world.PoolId, ClientId = client.Text("client_id") };
}
