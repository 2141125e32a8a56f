using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Authorize;

/// <summary>OIDC Core, section 3.1.2.1, and what a client says once for all its requests (Registration, section 2).</summary>
public sealed class RequestMemberTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Max_age_0_asks_again_at_once()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("max_age", "0")), await app.SignInAsync());

        answer.Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    [Fact]
    public async Task A_clients_default_max_age_counts_where_the_request_says_nothing()
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { DefaultMaxAge = 60 });
        var cookie = await app.SignInAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(61));

        var silent = await app.AuthorizeAsync(app.Query(("prompt", "none")), cookie);
        var patient = await app.AuthorizeAsync(app.Query(("prompt", "none"), ("max_age", "100")), cookie);

        silent.ShouldTellTheClient("login_required");
        patient.Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_clients_default_level_counts_where_the_request_says_nothing()
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(
            app.PoolId,
            app.Client.Id,
            new OAuthClientMetadata { DefaultAcrValues = ["urn:cognito:loa:4"] });
        var cookie = await app.SignInAsync();

        var usual = await app.AuthorizeAsync(app.Query(), cookie);
        var said = await app.AuthorizeAsync(app.Query(("acr_values", "urn:cognito:loa:1")), cookie);

        usual.ShouldTellTheClient("unmet_authentication_requirements");
        said.Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_hint_is_of_this_client_and_may_be_old()
    {
        var app = await TestApp.CreateAsync(server);
        var other = await app.AndAnotherAsync();
        var hint = (await app.TokensAsync()).Text("id_token");
        server.Clock.Advance(TimeSpan.FromHours(2));

        var old = await app.AuthorizeAsync(app.Query(("id_token_hint", hint)), await app.SignInAsync());
        var foreign = await other.AuthorizeAsync(other.Query(("id_token_hint", hint)), await app.SignInAsync());

        old.Parameter("code").ShouldNotBeNullOrEmpty();
        foreign.ShouldTellTheClient("invalid_request");
    }

    [Fact]
    public async Task A_hint_may_be_as_long_as_an_ID_token_of_much()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();
        (await server.CallAsync("AdminUpdateUserAttributes", new
        {
            UserPoolId = app.PoolId,
            Username = "alice",
            UserAttributes = new[] { "name", "nickname", "profile", "website" }
                .Select(name => new { Name = name, Value = $"https://alice.example/{new string('a', 1900)}" }),
        })).ShouldSucceed();
        var hint = (await app.TokensAsync("openid profile")).Text("id_token")!;

        var answer = await app.AuthorizeAsync(app.Query(("id_token_hint", hint)), cookie);
        var other = await app.AuthorizeAsync(app.Query(("login_hint", hint)), cookie);

        hint.Length.ShouldBeGreaterThan(8000);
        answer.Parameter("code").ShouldNotBeNullOrEmpty(answer.Location);
        other.ShouldTellTheClient("invalid_request");
    }

    [Theory]
    [InlineData("state")]
    [InlineData("scope")]
    [InlineData("prompt")]
    [InlineData("response_type")]
    [InlineData("response_mode")]
    public async Task A_parameter_that_stands_twice_is_refused(string name)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync($"{app.Query((name, "a"))}&{name}=b", await app.SignInAsync());

        answer.ShouldTellTheClient("invalid_request");
        answer.Parameter("code").ShouldBeNull();
    }

    [Fact]
    public async Task A_request_of_64_kilobytes_is_answered()
    {
        var app = await TestApp.CreateAsync(server);
        var large = new string('a', 64 * 1024);

        var fetched = await app.AuthorizeAsync(app.Query(("state", large[..5000])), await app.SignInAsync());
        var posted = await app.PostRawAsync("/oauth2/authorize", $"{app.Query()[1..]}&extra={large}");

        fetched.ShouldTellTheClient("invalid_request");
        posted.ShouldStayHere("invalid_request");
    }

    [Fact]
    public async Task A_posted_request_is_as_long_as_an_address_can_carry()
    {
        var app = await TestApp.CreateAsync(server);
        Task<Answer> PostAsync(int length) =>
            app.PostRawAsync("/oauth2/authorize", $"{app.Query()[1..]}&extra={new string('a', length)}");

        var carried = await PostAsync(11_000);
        var tooLong = await PostAsync(13_000);

        carried.Location!.ShouldContain("/oauth2/authorize?");
        tooLong.ShouldStayHere("invalid_request");
    }
}
