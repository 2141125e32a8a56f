using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>When /oauth2/authorize answers from the browser's session, and when it asks again.</summary>
public sealed class AuthorizeSessionTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_second_app_of_the_pool_signs_in_without_asking()
    {
        var first = await TestApp.CreateAsync(server);
        var second = await first.AndAnotherAsync();
        var cookie = await first.SignInAsync();

        var answer = await second.AuthorizeAsync(second.Query(), cookie);

        answer.Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_session_of_another_pool_is_worth_nothing()
    {
        var here = await TestApp.CreateAsync(server);
        var there = await TestApp.CreateAsync(server);
        var cookie = (await there.SignInAsync()).Replace(there.PoolId, here.PoolId, StringComparison.Ordinal);

        var answer = await here.AuthorizeAsync(here.Query(), cookie);

        answer.Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    [Fact]
    public async Task Prompt_none_without_a_session_is_login_required_and_never_a_page()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("prompt", "none")));

        answer.ShouldTellTheClient("login_required");
        answer.Parameter("iss").ShouldBe(app.Issuer);
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/signup")]
    public async Task Prompt_none_shows_none_of_the_pages_either_where_people_begin(string path)
    {
        var app = await TestApp.CreateAsync(server);
        var query = app.Query(("prompt", "none"));

        var sent = await app.GetAsync(path + query);
        var nobody = await app.GetAsync(sent.Location![$"/{app.PoolId}".Length..]);
        var somebody = await app.GetAsync(sent.Location[$"/{app.PoolId}".Length..], await app.SignInAsync());

        sent.Status.ShouldBe(303);
        nobody.ShouldTellTheClient("login_required");
        somebody.Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("login")]
    [InlineData("login select_account")]
    [InlineData("login consent")]
    public async Task Prompt_login_asks_although_there_is_a_session(string prompt)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("prompt", prompt)), await app.SignInAsync());

        answer.Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    [Theory]
    [InlineData("urn:cognito:loa:1", true)]
    [InlineData("urn:cognito:loa:4 urn:cognito:loa:1", true)]
    [InlineData("nobody-knows", true)]
    [InlineData("urn:cognito:loa:2", false)]
    [InlineData("nobody-knows urn:cognito:loa:4", false)]
    public async Task A_session_answers_for_the_level_that_it_reached(string values, bool isAnswered)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("acr_values", values)), await app.SignInAsync());

        (answer.Parameter("code") is not null).ShouldBe(isAnswered);
        (answer.Parameter("error") is "unmet_authentication_requirements").ShouldBe(!isAnswered);
    }

    [Fact]
    public async Task A_sign_in_since_the_request_that_did_not_reach_the_level_does_not_answer_it()
    {
        var app = await TestApp.CreateAsync(server);
        var level = ("acr_values", "urn:cognito:loa:4");
        var flow = (await app.AuthorizeAsync(app.Query(level))).Parameter("flow");

        var answer = await app.AuthorizeAsync(app.Query(level, ("flow", flow)), await app.SignInAsync(flow: flow));

        answer.ShouldTellTheClient("unmet_authentication_requirements");
    }

    [Fact]
    public async Task Prompt_login_is_met_by_a_sign_in_since_the_request()
    {
        var app = await TestApp.CreateAsync(server);
        var old = await app.SignInAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var asked = await app.AuthorizeAsync(app.Query(("prompt", "login")), old);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var back = app.Query(("prompt", "login"), ("flow", asked.Parameter("flow")));

        var withOld = await app.AuthorizeAsync(back, old);
        var withNew = await app.AuthorizeAsync(back, await app.SignInAsync(flow: asked.Parameter("flow")));

        withOld.Location.ShouldNotBeNull().ShouldContain("/login?");
        withNew.Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("prompt", "login", "/login?")]
    [InlineData("prompt", "select_account", "/account?")]
    [InlineData("max_age", "10", "/login?")]
    public async Task One_sign_in_answers_one_request_for_a_fresh_one(string name, string value, string page)
    {
        var app = await TestApp.CreateAsync(server);
        var flow = (await app.AuthorizeAsync(app.Query((name, value)))).Parameter("flow");
        var back = app.Query((name, value), ("flow", flow));
        var cookie = await app.SignInAsync(flow: flow);

        var first = await app.AuthorizeAsync(back, cookie);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = await app.AuthorizeAsync(back, cookie);

        first.Parameter("code").ShouldNotBeNullOrEmpty();
        again.Location.ShouldNotBeNull().ShouldContain(page);
    }

    [Fact]
    public async Task A_sign_in_of_another_tab_is_not_the_one_that_was_asked_for()
    {
        var app = await TestApp.CreateAsync(server);
        var here = (await app.AuthorizeAsync(app.Query(("prompt", "login")))).Parameter("flow");
        var other = (await app.AuthorizeAsync(app.Query(("prompt", "login")))).Parameter("flow");

        var answer = await app.AuthorizeAsync(
            app.Query(("prompt", "login"), ("flow", here)),
            await app.SignInAsync(flow: other));

        answer.Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    [Fact]
    public async Task Of_many_uses_of_one_flow_at_once_one_is_answered()
    {
        var app = await TestApp.CreateAsync(server);
        var flow = (await app.AuthorizeAsync(app.Query(("prompt", "login")))).Parameter("flow");
        var cookie = await app.SignInAsync(flow: flow);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            app.AuthorizeAsync(app.Query(("prompt", "login"), ("flow", flow)), cookie)));

        answers.Count(answer => answer.Parameter("code") is not null).ShouldBe(1);
    }

    [Fact]
    public async Task A_session_older_than_max_age_asks_again()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(2));

        var tooOld = await app.AuthorizeAsync(app.Query(("max_age", "1")), cookie);
        var oldEnough = await app.AuthorizeAsync(app.Query(("max_age", "2")), cookie);
        var silent = await app.AuthorizeAsync(app.Query(("max_age", "1"), ("prompt", "none")), cookie);

        tooOld.Location.ShouldNotBeNull().ShouldContain("/login?");
        oldEnough.Parameter("code").ShouldNotBeNullOrEmpty();
        silent.ShouldTellTheClient("login_required");
    }

    [Fact]
    public async Task A_flow_of_another_request_or_too_old_a_flow_proves_nothing()
    {
        var app = await TestApp.CreateAsync(server);
        var flow = (await app.AuthorizeAsync(app.Query(("prompt", "login")))).Parameter("flow");
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var cookie = await app.SignInAsync(flow: flow);

        var otherRequest = await app.AuthorizeAsync(
            app.Query(("prompt", "login"), ("state", "another"), ("flow", flow)),
            cookie);
        server.Clock.Advance(TimeSpan.FromMinutes(15));
        var tooOld = await app.AuthorizeAsync(
            app.Query(("prompt", "login"), ("flow", flow)),
            await app.SignInAsync(flow: flow));

        otherRequest.Location.ShouldNotBeNull().ShouldContain("/login?");
        tooOld.Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    [Fact]
    public async Task An_id_token_hint_of_somebody_else_asks_again()
    {
        var app = await TestApp.CreateAsync(server);
        var hint = (await app.TokensAsync()).Text("id_token");
        var bob = await app.SignInAsync("bob");

        var asBob = await app.AuthorizeAsync(app.Query(("id_token_hint", hint)), bob);
        var silent = await app.AuthorizeAsync(app.Query(("id_token_hint", hint), ("prompt", "none")), bob);
        var asAlice = await app.AuthorizeAsync(app.Query(("id_token_hint", hint)), await app.SignInAsync());

        asBob.Location.ShouldNotBeNull().ShouldContain("/login?");
        silent.ShouldTellTheClient("login_required");
        asAlice.Parameter("code").ShouldNotBeNullOrEmpty();
    }
}
