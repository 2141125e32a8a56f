using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>Authorization codes stolen, replayed, raced, or asked for under one proof and exchanged under another.</summary>
public sealed class CodeAttackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_code_asked_for_with_a_challenge_needs_its_verifier()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var code = await app.CodeAsync();

        var answer = await app.ExchangeAsync(code, ("code_verifier", null));

        answer.ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task A_code_asked_for_without_a_challenge_takes_no_verifier()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var code = await app.CodeAsync(("code_challenge", null), ("code_challenge_method", null));

        var answer = await app.ExchangeAsync(code);

        answer.ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task A_stolen_code_is_worth_nothing_to_another_client()
    {
        var app = await TestApp.CreateAsync(server);
        var thief = await app.AndAnotherAsync();
        var code = await app.CodeAsync();

        var answer = await thief.ExchangeAsync(code);

        answer.ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task One_code_exchanged_a_hundred_times_at_once_succeeds_at_most_once_and_what_it_gave_is_ended()
    {
        var app = await TestApp.CreateAsync(server);
        var code = await app.CodeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => app.ExchangeAsync(code)));

        answers.Count(answer => answer.Status == 200).ShouldBeLessThanOrEqualTo(1);
        answers.ShouldAllBe(answer => answer.Status == 200 || answer.Text("error") == "invalid_grant");
        foreach (var winner in answers.Where(answer => answer.Status == 200))
        {
            (await app.RefreshAsync(winner.Text("refresh_token")!)).ShouldRefuse(400, "invalid_grant");
        }
    }

    [Fact]
    public async Task A_code_used_again_ends_what_its_first_use_granted()
    {
        var app = await TestApp.CreateAsync(server);
        var code = await app.CodeAsync();
        var first = await app.ExchangeAsync(code);
        server.Clock.Advance(TimeSpan.FromSeconds(30));

        var second = await app.ExchangeAsync(code);

        second.ShouldRefuse(400, "invalid_grant");
        (await app.RefreshAsync(first.Text("refresh_token")!)).ShouldRefuse(400, "invalid_grant");
        (await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {first.Text("access_token")}"))
            .ShouldRefuse(401, "invalid_token");
    }

    [Theory]
    [InlineData(TestApp.Challenge)]
    [InlineData("")]
    [InlineData(" " + TestApp.Verifier)]
    [InlineData(TestApp.Verifier + "=")]
    [InlineData(TestApp.Verifier + "\0")]
    [InlineData("DBJFTJEZ4CVP-MB92K27UHBUJU1P1R_WW1GFWFOEJXK")]
    [InlineData("x")]
    public async Task A_verifier_that_is_not_the_one_behind_the_challenge_proves_nothing(string verifier)
    {
        var app = await TestApp.CreateAsync(server);
        var code = await app.CodeAsync();

        var answer = await app.ExchangeAsync(code, ("code_verifier", verifier));

        answer.Status.ShouldBe(400, answer.Body);
        answer.Text("access_token").ShouldBeNull();
    }

    [Fact]
    public async Task A_verifier_of_a_megabyte_is_refused_before_any_work()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.ExchangeAsync(await app.CodeAsync(), ("code_verifier", new string('v', 1_000_000)));

        answer.ShouldRefuse(413, "invalid_request");
    }
}
