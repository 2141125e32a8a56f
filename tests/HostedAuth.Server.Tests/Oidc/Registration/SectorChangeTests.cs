using System.Text.Json;
using HostedAuth.Server.Tests.Conformance.Dynamic;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Registration;

/// <summary>A registered client keeps the subjects that it knows people by (OIDC Core, sections 8.1 and 12.2).</summary>
public sealed class SectorChangeTests(DynamicServer server) : IClassFixture<DynamicServer>
{
    private const string Own = "https://books.example/cb";
    private const string Others = "https://bank.example/cb";

    private static readonly (string, object)[] Pairwise = [("subject_type", "pairwise")];

    [Fact]
    public async Task A_change_of_address_gives_nobody_elses_subjects()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(About(null, Own, Pairwise));
        var cookie = await world.App.SignInAsync();
        var waiting = await CodeAsync(world, client, cookie);
        var tokens = await ExchangeAsync(world, client, await CodeAsync(world, client, cookie));
        var subject = tokens.Claims("id_token").GetProperty("sub").GetString();

        var change = await ChangeAsync(world, client, Others, Pairwise);

        change.ShouldRefuse(400, "invalid_client_metadata");
        var refreshed = await world.App.RefreshAsync(tokens.Text("refresh_token")!, ("client_id", client.Text("client_id")));
        refreshed.Claims("id_token").GetProperty("sub").GetString().ShouldBe(subject);
        var exchanged = await ExchangeAsync(world, client, waiting);
        exchanged.Claims("id_token").GetProperty("sub").GetString().ShouldBe(subject);
    }

    [Fact]
    public async Task Nor_does_the_name_of_somebody_elses_sector()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(About(null, Own, Pairwise));
        var sector = server.Publish(JsonSerializer.Serialize((string[])[Others, Own]));

        var change = await ChangeAsync(world, client, Own, [.. Pairwise, ("sector_identifier_uri", sector)]);

        change.ShouldRefuse(400, "invalid_client_metadata");
        (await ReadAsync(world, client)).Text("sector_identifier_uri").ShouldBeNull();
    }

    [Theory]
    [InlineData("public", "pairwise")]
    [InlineData("pairwise", "public")]
    public async Task Nor_is_a_client_told_who_the_people_are_to_others_that_it_has_tokens_of(string before, string after)
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(About(null, Own, ("subject_type", before)));

        var change = await ChangeAsync(world, client, Own, ("subject_type", after));

        change.ShouldRefuse(400, "invalid_client_metadata");
        (await ReadAsync(world, client)).Text("subject_type").ShouldBe(before);
    }

    [Theory]
    [InlineData("pairwise", "https://books.example/elsewhere")]
    [InlineData("public", Others)]
    public async Task A_change_that_leaves_the_subjects_is_taken(string type, string address)
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(About(null, Own, ("subject_type", type)));

        (await ChangeAsync(world, client, address, ("subject_type", type))).Status.ShouldBe(200);
    }

    private static Task<Answer> ChangeAsync(
        RegistrationWorld world,
        Answer client,
        string address,
        params (string, object)[] more) => world.ManageAsync(
            HttpMethod.Put,
            client.Text("client_id"),
            client.Text("registration_access_token"),
            About(client.Text("client_id"), address, more));

    private static Task<Answer> ReadAsync(RegistrationWorld world, Answer client) => world.ManageAsync(
        HttpMethod.Get,
        client.Text("client_id"),
        client.Text("registration_access_token"));

    private async Task<string> CodeAsync(RegistrationWorld world, Answer client, string cookie)
    {
        var id = client.Text("client_id")!;
        await server.AllowAsync(world.PoolId, "alice", id, new("https://books.example", ["openid", "email"], []));
        return (await world.App.AuthorizeAsync(world.App.Query(("client_id", id), ("redirect_uri", Own)), cookie)).Parameter("code")!;
    }

    private static Task<Answer> ExchangeAsync(RegistrationWorld world, Answer client, string code) =>
        world.App.ExchangeAsync(code, ("client_id", client.Text("client_id")), ("redirect_uri", Own));

    private static Dictionary<string, object> About(string? id, string address, params (string Name, object Value)[] more)
    {
        Dictionary<string, object> metadata = new()
        {
            ["client_name"] = "Books",
            ["redirect_uris"] = new[] { address },
            ["token_endpoint_auth_method"] = "none",
        };
        if (id is not null)
        {
            metadata["client_id"] = id;
        }

        foreach (var (name, value) in more)
        {
            metadata[name] = value;
        }

        return metadata;
    }
}
