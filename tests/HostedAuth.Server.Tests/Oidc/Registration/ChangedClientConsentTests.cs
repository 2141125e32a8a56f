using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Registration;

/// <summary>People allowed a client what they did by its name and by where they go back to: another one asks anew.</summary>
public sealed class ChangedClientConsentTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Callback = RegistrationWorld.Callback;

    [Theory]
    [InlineData("https://evil.example/cb", "Books")]
    [InlineData("com.evil.app:/cb", "Books")]
    [InlineData(Callback, "Bank")]
    public async Task Another_host_or_name_asks_again(string address, string name)
    {
        var (world, client, cookie) = await AllowedAsync();

        await ChangeAsync(world, client, name, [address]);

        (await AskAsync(world, client, cookie, address)).Location.ShouldNotBeNull().ShouldContain("error=consent_required");
    }

    [Fact]
    public async Task Another_path_of_the_same_host_does_not()
    {
        const string path = "https://app.example/two";
        var (world, client, cookie) = await AllowedAsync();

        await ChangeAsync(world, client, "Books", [path]);

        (await AskAsync(world, client, cookie, path)).Parameter("code").ShouldNotBeNull();
    }

    private async Task<(RegistrationWorld World, Answer Client, string Cookie)> AllowedAsync()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(new { redirect_uris = new[] { Callback }, client_name = "Books" });
        var cookie = await world.App.SignInAsync();
        await server.AllowAsync(
            world.PoolId, "alice", client.Text("client_id")!, new("https://app.example", ["openid", "email"], []));
        (await AskAsync(world, client, cookie, Callback)).Parameter("code").ShouldNotBeNull();
        return (world, client, cookie);
    }

    private static async Task ChangeAsync(RegistrationWorld world, Answer client, string name, string[] redirects)
    {
        var id = client.Text("client_id");
        var answer = await world.ManageAsync(
            HttpMethod.Put,
            id,
            client.Text("registration_access_token"),
            new { client_id = id, client_name = name, redirect_uris = redirects });
        answer.Status.ShouldBe(200, answer.Body);
    }

    private static Task<Answer> AskAsync(RegistrationWorld world, Answer client, string cookie, string address) =>
        world.App.AuthorizeAsync(
            world.App.Query(("client_id", client.Text("client_id")), ("redirect_uri", address), ("prompt", "none")),
            cookie);
}
