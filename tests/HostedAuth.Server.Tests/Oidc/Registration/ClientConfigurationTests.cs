using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Registration;

/// <summary>GET, PUT and DELETE /oauth2/register/{clientId} (RFC 7592).</summary>
public sealed class ClientConfigurationTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Callback = RegistrationWorld.Callback;

    [Fact]
    public async Task GET_tells_what_registration_told()
    {
        var (world, client) = await MakeAsync();

        var answer = await world.ManageAsync(HttpMethod.Get, client.Text("client_id"), client.Text("registration_access_token"));

        answer.Status.ShouldBe(200, answer.Body);
        answer.Body.ShouldBe(client.Body);
        answer.Header("Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    public async Task PUT_replaces_everything_and_the_token()
    {
        var (world, client) = await MakeAsync(new { redirect_uris = new[] { Callback }, client_name = "One", tos_uri = "https://app.example/tos" });
        var (id, token) = (client.Text("client_id"), client.Text("registration_access_token"));

        var answer = await world.ManageAsync(HttpMethod.Put, id, token, new { client_id = id, redirect_uris = new[] { "https://app.example/two" } });

        answer.Status.ShouldBe(200, answer.Body);
        answer.Text("redirect_uris").ShouldBe("""["https://app.example/two"]""");
        answer.Text("tos_uri").ShouldBeNull();
        answer.Text("client_name").ShouldBe(id);
        answer.Text("client_secret").ShouldBe(client.Text("client_secret"));
        answer.Text("registration_access_token").ShouldNotBe(token);
        (await world.ManageAsync(HttpMethod.Get, id, token)).ShouldRefuse(401, "invalid_token");
        var next = answer.Text("registration_access_token");
        (await world.ManageAsync(HttpMethod.Get, id, next)).Body.ShouldBe(answer.Body);
    }

    [Fact]
    public async Task Of_two_changes_by_one_token_the_first_wins()
    {
        var (world, client) = await MakeAsync();
        var (id, token) = (client.Text("client_id"), client.Text("registration_access_token"));
        var body = new { client_id = id, redirect_uris = new[] { Callback } };

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => world.ManageAsync(HttpMethod.Put, id, token, body)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Status == 401);
    }

    [Fact]
    public async Task DELETE_ends_the_client_its_tokens_and_its_registration()
    {
        var (world, client) = await MakeAsync();
        var (id, token) = (client.Text("client_id"), client.Text("registration_access_token"));

        var answer = await world.ManageAsync(HttpMethod.Delete, id, token);

        answer.Status.ShouldBe(204);
        answer.Body.ShouldBeEmpty();
        (await world.ManageAsync(HttpMethod.Get, id, token)).ShouldRefuse(401, "invalid_token");
        var grant = await world.App.TokenAsync(
            [("grant_type", "authorization_code"), ("client_id", id), ("client_secret", client.Text("client_secret")), ("code", "one")]);
        grant.ShouldRefuse(401, "invalid_client");
        (await server.CallAsync("DescribeUserPoolClient", new { UserPoolId = world.PoolId, ClientId = id }))
            .ShouldRefuse("ResourceNotFoundException");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task A_foreign_client_an_operators_and_an_unknown_one_are_refused_alike(string method)
    {
        var (world, client) = await MakeAsync();
        var (elsewhere, foreign) = await MakeAsync();
        var other = await world.RegisteredAsync();
        var token = client.Text("registration_access_token");

        var answers = new[]
        {
            await world.ManageAsync(new HttpMethod(method), other.Text("client_id"), token),
            await world.ManageAsync(new HttpMethod(method), "unknown", token),
            await world.ManageAsync(new HttpMethod(method), world.App.Client.Id, token),
            await world.ManageAsync(new HttpMethod(method), foreign.Text("client_id"), foreign.Text("registration_access_token")),
            await elsewhere.ManageAsync(new HttpMethod(method), client.Text("client_id"), token),
            await world.ManageAsync(new HttpMethod(method), client.Text("client_id"), ""),
        };

        answers.ShouldAllBe(answer => answer.Status == 401 && answer.Error == "invalid_token");
        answers[..5].Select(answer => answer.Body).Distinct().ShouldHaveSingleItem();

        // No DPoP: these tokens are never bound to a key.
        var challenge = $"Bearer realm=\"HostedAuth\", error=\"invalid_token\", error_description=\"{answers[0].Text("error_description")}\"";
        answers[..5].ShouldAllBe(answer => answer.Header("WWW-Authenticate") == challenge);
        var without = await world.ManageAsync(new HttpMethod(method), client.Text("client_id"), null);
        without.ShouldRefuse(401, "invalid_token");
        without.Header("WWW-Authenticate").ShouldBe("Bearer realm=\"HostedAuth\"");
        (await world.ManageAsync(HttpMethod.Get, client.Text("client_id"), token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task PUT_wants_the_clients_own_id_and_secret_and_nothing_that_is_the_servers()
    {
        var (world, client) = await MakeAsync();
        var (id, token) = (client.Text("client_id"), client.Text("registration_access_token"));
        var redirect_uris = new[] { Callback };

        object[] wrong =
        [
            new { redirect_uris },
            new { client_id = "other", redirect_uris },
            new { client_id = id, client_secret = "chosen", redirect_uris },
            new { client_id = id, registration_access_token = token, redirect_uris },
        ];
        foreach (var body in wrong)
        {
            (await world.ManageAsync(HttpMethod.Put, id, token, body)).ShouldRefuse(400, "invalid_client_metadata");
        }

        var good = new { client_id = id, client_secret = client.Text("client_secret"), redirect_uris };
        (await world.ManageAsync(HttpMethod.Put, id, token, good)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_open_registration_does_not_grow_into_what_only_a_vouched_one_may_be()
    {
        var (world, client) = await MakeAsync();
        var (id, token) = (client.Text("client_id"), client.Text("registration_access_token"));

        var answer = await world.ManageAsync(HttpMethod.Put, id, token, new { client_id = id, grant_types = new[] { "client_credentials" } });

        answer.ShouldRefuse(400, "invalid_client_metadata");
    }

    [Fact]
    public async Task What_an_operator_said_of_the_client_stays()
    {
        var (world, client) = await MakeAsync();
        var (id, token) = (client.Text("client_id"), client.Text("registration_access_token"));
        (await server.CallAsync("SetUserPoolClientMetadata", new
        {
            UserPoolId = world.PoolId,
            ClientId = id,
            Metadata = new { hostedauth_require_consent = true, response_types = new[] { "code" } },
        })).ShouldSucceed();

        (await world.ManageAsync(HttpMethod.Put, id, token, new { client_id = id, redirect_uris = new[] { Callback } })).Status.ShouldBe(200);

        var told = await server.CallAsync("GetUserPoolClientMetadata", new { UserPoolId = world.PoolId, ClientId = id });
        told.Text("Metadata.hostedauth_require_consent").ShouldBe("true");
    }

    [Fact]
    public async Task A_client_that_turns_public_loses_its_secret_and_gets_another_when_it_turns_back()
    {
        var (world, client) = await MakeAsync();
        var id = client.Text("client_id");
        var redirect_uris = new[] { Callback };

        var turned = await world.ManageAsync(
            HttpMethod.Put,
            id,
            client.Text("registration_access_token"),
            new { client_id = id, redirect_uris, token_endpoint_auth_method = "none" });
        var back = await world.ManageAsync(
            HttpMethod.Put,
            id,
            turned.Text("registration_access_token"),
            new { client_id = id, redirect_uris });

        turned.Text("client_secret").ShouldBeNull();
        back.Text("client_secret").ShouldNotBeNull().ShouldNotBe(client.Text("client_secret"));
    }

    private async Task<(RegistrationWorld World, Answer Client)> MakeAsync(object? body = null)
    {
        var world = await RegistrationWorld.CreateAsync(server);
        return (world, await world.RegisteredAsync(body));
    }
}
