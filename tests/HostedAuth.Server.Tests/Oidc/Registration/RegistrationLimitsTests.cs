using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Registration;

/// <summary>What a client that nobody vouches for can neither flood, fake nor read.</summary>
public sealed class RegistrationLimitsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Callback = RegistrationWorld.Callback;

    [Fact]
    public async Task A_client_changes_itself_thirty_times_an_hour()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync();

        for (var i = 0; i < 30; i++)
        {
            client = await ChangeAsync(world, client);
            client.Status.ShouldBe(200, client.Body);
        }

        var refused = await ChangeAsync(world, client);
        refused.ShouldRefuse(429, "temporarily_unavailable");
        refused.Header("Retry-After").ShouldNotBeNull();
        server.Clock.Advance(TimeSpan.FromHours(1));
        (await ChangeAsync(world, client)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Clients_from_one_address_change_sixty_times_an_hour_together()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        Answer[] clients = [await world.RegisteredAsync(), await world.RegisteredAsync(), await world.RegisteredAsync()];

        for (var i = 0; i < 60; i++)
        {
            clients[i % 3] = await ChangeAsync(world, clients[i % 3]);
            clients[i % 3].Status.ShouldBe(200, clients[i % 3].Body);
        }

        var refused = await ChangeAsync(world, clients[0]);
        refused.ShouldRefuse(429, "temporarily_unavailable");
        refused.Header("Retry-After").ShouldNotBeNull();
        server.Clock.Advance(TimeSpan.FromHours(1));
        (await ChangeAsync(world, clients[0])).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("Bank\u202eknaB")]
    [InlineData("Ba\u200bnk")]
    [InlineData("Bank\u2066")]
    [InlineData("Bank\u2028")]
    [InlineData("Bank\ufffe")]
    [InlineData("Bank\ue000")]
    public async Task A_name_has_no_character_that_nobody_sees(string name)
    {
        var world = await RegistrationWorld.CreateAsync(server);

        var answer = await world.RegisterAsync(new { redirect_uris = new[] { Callback }, client_name = name });

        answer.ShouldRefuse(400, "invalid_client_metadata");
    }

    [Fact]
    public async Task What_an_operator_says_of_a_client_is_not_told_to_it()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync();
        (await server.CallAsync("SetUserPoolClientMetadata", new
        {
            UserPoolId = world.PoolId,
            ClientId = client.Text("client_id"),
            Metadata = new { hostedauth_require_consent = true, response_types = new[] { "code" } },
        })).ShouldSucceed();

        var answer = await world.ManageAsync(
            HttpMethod.Get, client.Text("client_id"), client.Text("registration_access_token"));

        answer.Status.ShouldBe(200, answer.Body);
        answer.Body.ShouldNotContain("hostedauth_");
    }

    private static Task<Answer> ChangeAsync(RegistrationWorld world, Answer client) => world.ManageAsync(
        HttpMethod.Put,
        client.Text("client_id"),
        client.Text("registration_access_token"),
        new { client_id = client.Text("client_id"), redirect_uris = new[] { Callback } });
}
