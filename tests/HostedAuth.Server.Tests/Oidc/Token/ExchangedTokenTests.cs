using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Dpop;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>What an exchanged token opens, and who may exchange one (RFC 8693; RFC 9449; RFC 8705).</summary>
public sealed class ExchangedTokenTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string UserInfo = "/oauth2/userInfo";

    [Fact]
    public async Task It_does_not_open_the_claims_that_the_subjects_client_asked_for()
    {
        var world = await ExchangeWorld.CreateAsync(server);
        await world.SetPolicyAsync(new() { SubjectClients = [world.App.Client.Id], Audiences = [world.App.Issuer] });
        var claims = """{"userinfo":{"phone_number":null}}""";
        var tokens = await world.App.ExchangeAsync(await world.App.CodeAsync(("claims", claims)));
        (await AskAsync(world.App, tokens)).Text("phone_number").ShouldBe("+12065550100");

        var exchanged = await world.ExchangeAsync(("subject_token", tokens.Text("access_token")));

        var answer = await AskAsync(world.Service, exchanged);
        answer.Text("email").ShouldBe("alice@example.com", answer.Body);
        answer.Text("phone_number").ShouldBeNull();
    }

    [Fact]
    public async Task A_token_bound_to_a_key_is_exchanged_only_with_a_proof_of_it()
    {
        var world = await ExchangeWorld.CreateAsync(server);
        using var owner = new ProvingApp(server, world.App);
        using var thief = new ProvingApp(server, world.App);
        var bound = (await owner.TokensAsync()).Text("access_token");

        (await world.ExchangeAsync(("subject_token", bound))).ShouldRefuse(400, "invalid_request");
        (await world.ExchangeProvingAsync(thief, ("subject_token", bound))).ShouldRefuse(400, "invalid_request");
        var good = await world.ExchangeProvingAsync(owner, ("subject_token", bound));

        good.Status.ShouldBe(200, good.Body);
        good.Text("token_type").ShouldBe("DPoP");
    }

    [Fact]
    public async Task So_is_an_actors()
    {
        var world = await ExchangeWorld.CreateAsync(server);
        using var owner = new ProvingApp(server, world.Service);
        var actor = ("actor_token", (await owner.TokensAsync()).Text("access_token"));
        var type = ("actor_token_type", (string?)ExchangeWorld.AccessTokenType);

        (await world.ExchangeAsync(actor, type)).ShouldRefuse(400, "invalid_request");
        (await world.ExchangeProvingAsync(owner, actor, type)).Status.ShouldBe(200);
    }

    private static Task<Answer> AskAsync(TestApp app, Answer tokens) =>
        app.GetAsync(UserInfo, authorization: $"Bearer {tokens.Text("access_token")}");
}
