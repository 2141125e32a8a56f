using System.Text;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>One client that passes itself off as another, or for none (RFC 9700, sections 2.5, 4.15).</summary>
public sealed class ClientConfusionTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_code_of_a_confidential_client_is_not_exchanged_without_its_secret()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var code = await app.CodeAsync();

        var bare = await app.ExchangeAsync(code, ("client_secret", null));
        var rightly = await app.ExchangeAsync(code);

        bare.ShouldRefuse(401, "invalid_client");
        rightly.Status.ShouldBe(200, "Who fails to prove to be the client spends no code.");
    }

    [Fact]
    public async Task A_public_client_cannot_spend_the_code_of_another_and_leaves_it_good()
    {
        var app = await TestApp.CreateAsync(server);
        var thief = await app.AndAnotherAsync();
        var code = await app.CodeAsync();

        var stolen = await thief.ExchangeAsync(code);
        var rightly = await app.ExchangeAsync(code);

        stolen.ShouldRefuse(400, "invalid_grant");
        rightly.Status.ShouldBe(200, rightly.Body);
    }

    [Theory]
    [InlineData("refresh_token")]
    [InlineData("code")]
    public async Task One_clients_secret_does_not_open_what_is_anothers(string what)
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var thief = await app.AndAnotherAsync(new { GenerateSecret = true });
        var value = what is "code" ? await app.CodeAsync() : (await app.TokensAsync()).Text("refresh_token")!;
        var grant = what is "code" ? "authorization_code" : "refresh_token";
        var form = new[]
        {
            ("grant_type", (string?)grant), (what, value), ("redirect_uri", TestApp.Callback), ("code_verifier", TestApp.Verifier),
        };

        (await thief.TokenAsync(form, thief.Basic())).ShouldRefuse(400, "invalid_grant");
        (await thief.TokenAsync([.. form, ("client_id", app.Client.Id)], thief.Basic())).Status.ShouldBeOneOf(400, 401);
        (await thief.TokenAsync([.. form, ("client_id", app.Client.Id), ("client_secret", thief.Client.Secret)]))
            .ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task An_id_and_a_secret_of_two_pools_are_no_client()
    {
        var here = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var there = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var form = new[] { ("grant_type", (string?)"refresh_token"), ("refresh_token", "x") };

        (await here.TokenAsync(form, there.Basic())).ShouldRefuse(401, "invalid_client");
        (await here.TokenAsync(form, here.Basic(there.Client.Secret))).ShouldRefuse(401, "invalid_client");
    }

    [Theory]
    [InlineData("{0} ", "{1}")]
    [InlineData(" {0}", "{1}")]
    [InlineData("{0}\0", "{1}")]
    [InlineData("{0}%00", "{1}")]
    [InlineData("{0}", "{1} ")]
    [InlineData("{0}", "{1}%0a")]
    [InlineData("{0}", "")]
    [InlineData("", "{1}")]
    public async Task No_spelling_that_is_nearly_right_is_a_client(string id, string secret)
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var pair = $"{id}:{secret}"
            .Replace("{0}", app.Client.Id, StringComparison.Ordinal)
            .Replace("{1}", app.Client.Secret, StringComparison.Ordinal);

        var answer = await app.TokenAsync(
            [("grant_type", "refresh_token"), ("refresh_token", "x")],
            $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}");

        answer.ShouldRefuse(401, "invalid_client");
        answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldStartWith("Basic");
    }

    [Fact]
    public async Task A_client_whose_id_is_upper_case_is_another()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("client_id", app.Client.Id.ToUpperInvariant())));

        answer.ShouldStayHere("invalid_client");
    }

    [Fact]
    public async Task A_machine_that_is_called_like_a_user_gets_no_users_claims()
    {
        var machine = await ClientCredentialsTests.MachineAsync(server);
        var token = (await machine.TokenAsync([("grant_type", "client_credentials")], machine.Basic())).Text("access_token");

        var answer = await machine.GetAsync("/oauth2/userInfo", authorization: $"Bearer {token}");

        answer.Status.ShouldBeOneOf(401, 403);
        answer.Text("sub").ShouldBeNull();
    }
}
