using System.Text;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>How a client proves who it is (RFC 6749, section 2.3).</summary>
public sealed class ClientAuthenticationTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly (string, string?)[] Grant = [("grant_type", "client_credentials")];

    [Fact]
    public async Task Basic_and_post_are_accepted()
    {
        var app = await MachineAsync();

        var basic = await app.TokenAsync(Grant, app.Basic());
        var post = await app.TokenAsync([.. Grant, ("client_id", app.Client.Id), ("client_secret", app.Client.Secret)]);

        basic.Status.ShouldBe(200, basic.Body);
        post.Status.ShouldBe(200, post.Body);
    }

    [Fact]
    public async Task Basic_is_form_decoded()
    {
        var app = await MachineAsync();
        var encoded = string.Concat(Encoding.UTF8.GetBytes(app.Client.Secret!).Select(one => $"%{one:X2}"));

        var answer = await app.TokenAsync(Grant, app.Basic(encoded));

        answer.Status.ShouldBe(200, answer.Body);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task A_wrong_secret_in_the_header_is_challenged(string secret)
    {
        var app = await MachineAsync();

        var answer = await app.TokenAsync(Grant, app.Basic(secret));

        answer.ShouldRefuse(401, "invalid_client");
        answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldStartWith("Basic ");
    }

    [Theory]
    [InlineData("Basic not base64")]
    [InlineData("Basic bm9jb2xvbg==")]
    [InlineData("Basic")]
    [InlineData("Bearer token")]
    [InlineData("Basic /////w==")]
    public async Task A_header_that_says_nothing_is_refused(string header)
    {
        var app = await MachineAsync();

        var answer = await app.TokenAsync(Grant, header);

        answer.ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task A_wrong_secret_in_the_form_and_an_unknown_client_are_told_alike()
    {
        var app = await MachineAsync();

        var wrong = await app.TokenAsync([.. Grant, ("client_id", app.Client.Id), ("client_secret", "wrong")]);
        var unknown = await app.TokenAsync([.. Grant, ("client_id", "unknown"), ("client_secret", "wrong")]);

        wrong.ShouldRefuse(401, "invalid_client");
        unknown.ShouldRefuse(401, "invalid_client");
        unknown.Body.ShouldBe(wrong.Body);
        wrong.Header("WWW-Authenticate").ShouldNotBeNull().ShouldStartWith("Basic ");
    }

    [Fact]
    public async Task Two_methods_at_once_are_refused()
    {
        var app = await MachineAsync();

        var answer = await app.TokenAsync([.. Grant, ("client_secret", app.Client.Secret)], app.Basic());

        answer.ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task A_client_id_that_differs_from_the_header_is_refused()
    {
        var app = await MachineAsync();

        var answer = await app.TokenAsync([.. Grant, ("client_id", "another")], app.Basic());

        answer.ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task A_client_with_a_secret_must_show_it()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var code = await app.CodeAsync();

        var answer = await app.ExchangeAsync(code, ("client_secret", null));

        answer.ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task A_public_client_has_no_secret_to_show()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.ExchangeAsync(await app.CodeAsync(), ("client_secret", "made up"));

        answer.ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task A_client_of_another_pool_is_unknown_here()
    {
        var here = await MachineAsync();
        var there = await MachineAsync();

        var answer = await here.TokenAsync(Grant, there.Basic());

        answer.ShouldRefuse(401, "invalid_client");
    }

    private Task<TestApp> MachineAsync() => ClientCredentialsTests.MachineAsync(server);
}
