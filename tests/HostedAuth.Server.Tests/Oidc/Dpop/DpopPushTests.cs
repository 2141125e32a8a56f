using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Dpop;

/// <summary>Requests pushed with a proof (RFC 9449, section 10.1).</summary>
public sealed class DpopPushTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Path = "/oauth2/par";

    [Fact]
    public async Task The_code_of_a_request_pushed_with_a_proof_asks_for_its_key()
    {
        using var app = await ProvingApp.CreateAsync(server);
        using var thief = new ProvingApp(server, app.App);
        var code = await CodeAsync(app, await PushAsync(app, [], app.Proof(Path)));

        (await app.App.ExchangeAsync(code)).ShouldRefuse(400, "invalid_grant");
        (await thief.ExchangeAsync(code, thief.Proof())).ShouldRefuse(400, "invalid_grant");
        (await app.ExchangeAsync(code, app.Proof())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_proof_and_dpop_jkt_name_one_key()
    {
        using var app = await ProvingApp.CreateAsync(server);
        using var other = new ProofKey();

        var same = await PushAsync(app, [("dpop_jkt", app.Key.Thumbprint)], app.Proof(Path));
        var another = await PushAsync(app, [("dpop_jkt", other.Thumbprint)], app.Proof(Path));
        var alone = await CodeAsync(app, await PushAsync(app, [("dpop_jkt", app.Key.Thumbprint)]));

        same.Status.ShouldBe(201, same.Body);
        another.ShouldRefuse(400, "invalid_request");
        (await app.App.ExchangeAsync(alone)).ShouldRefuse(400, "invalid_grant");
        (await app.ExchangeAsync(alone, app.Proof())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_bad_proof_a_used_one_and_one_for_another_endpoint_push_nothing()
    {
        using var app = await ProvingApp.CreateAsync(server);
        var used = app.Proof(Path);
        (await PushAsync(app, [], used)).Status.ShouldBe(201);

        (await PushAsync(app, [], used)).ShouldRefuse(400, "invalid_dpop_proof");
        (await PushAsync(app, [], "nonsense")).ShouldRefuse(400, "invalid_dpop_proof");
        (await PushAsync(app, [], app.Proof())).ShouldRefuse(400, "invalid_dpop_proof");
        (await PushAsync(app, [], app.Proof(Path), app.Proof(Path))).ShouldRefuse(400, "invalid_dpop_proof");
    }

    private static Task<Answer> PushAsync(ProvingApp app, (string Name, string? Value)[] more, params string[] proofs) =>
        app.PostAsync(
            Path,
            [
                ("response_type", "code"), ("client_id", app.App.Client.Id), ("redirect_uri", TestApp.Callback),
                ("scope", "openid email"), ("state", "the state"), ("code_challenge", TestApp.Challenge),
                ("code_challenge_method", "S256"), .. more,
            ],
            proofs);

    private static async Task<string> CodeAsync(ProvingApp app, Answer pushed)
    {
        pushed.Status.ShouldBe(201, pushed.Body);
        var query = $"?client_id={app.App.Client.Id}&request_uri={Uri.EscapeDataString(pushed.Text("request_uri")!)}";
        var answer = await app.App.AuthorizeAsync(query, await app.App.SignInAsync());
        return answer.Parameter("code").ShouldNotBeNull(answer.Location);
    }
}
