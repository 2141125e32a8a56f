using HostedAuth.Server.Tests.Fixtures;

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

    private static Task<Answer> AskAsync(TestApp app, Answer tokens) =>
        app.GetAsync(UserInfo, authorization: $"Bearer {tokens.Text("access_token")}");
}
