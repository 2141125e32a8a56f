using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Authorize;

/// <summary>A client that nobody allowed anything finds out nothing of who visits it.</summary>
public sealed class SilentProbeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Whatever_it_asks_without_a_page_the_answer_is_the_same()
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { RequireConsent = true });
        var cookie = await app.SignInAsync();
        await app.SignInAsync("bob");
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        var (alice, bob) = (await SubAsync(app, "alice"), await SubAsync(app, "bob"));
        (string, string?)[] probes =
        [
            ("login_hint", "alice@example.com"), ("login_hint", "bob@example.com"), ("login_hint", "nobody"),
            ("login_hint", "+12065550100"), ("login_hint", alice), ("login_hint", bob),
            ("claims", ClaimsOf(alice)), ("claims", ClaimsOf(bob)),
            ("acr_values", "urn:cognito:loa:1"), ("acr_values", "urn:cognito:loa:4"),
            ("max_age", "60"), ("max_age", "6000"),
        ];

        foreach (var probe in probes)
        {
            var answer = await app.AuthorizeAsync(app.Query(("prompt", "none"), probe), cookie);
            answer.Error.ShouldBe("consent_required", $"{probe}: {answer.Location}");
        }

        (await app.AuthorizeAsync(app.Query(("prompt", "none")))).ShouldTellTheClient("login_required");
        await server.AllowAsync(app.PoolId, "alice", app.Client.Id, new("https://app.example", ["openid", "email"], []));
        (await app.AuthorizeAsync(app.Query(("prompt", "none"), ("login_hint", "bob@example.com")), cookie))
            .ShouldTellTheClient("account_selection_required");
    }

    [Fact]
    public async Task A_client_of_pairwise_subjects_hints_by_its_own_alone()
    {
        var app = await TestApp.CreateAsync(server, new { AllowedOAuthScopes = new[] { "openid", "email" } });
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { SubjectType = "pairwise" });
        var cookie = await app.SignInAsync();
        var id = await SubAsync(app, "alice");
        var own = (await app.TokensAsync()).Claims("id_token").GetProperty("sub").GetString();

        (await app.AuthorizeAsync(app.Query(("prompt", "none"), ("login_hint", id)), cookie))
            .ShouldTellTheClient("account_selection_required");
        (await app.AuthorizeAsync(app.Query(("prompt", "none"), ("login_hint", own)), cookie))
            .Parameter("code").ShouldNotBeNullOrEmpty();
    }

    private static string ClaimsOf(string sub) =>
        JsonSerializer.Serialize(new { id_token = new { sub = new { value = sub } } });

    private async Task<string> SubAsync(TestApp app, string name)
    {
        var sub = "";
        await server.ChangeUserAsync(app.PoolId, name, user => sub = user.Id);
        return sub;
    }
}
