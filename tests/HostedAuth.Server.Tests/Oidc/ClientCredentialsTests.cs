using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>The client acts for itself (RFC 6749, section 4.4).</summary>
public sealed class ClientCredentialsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly (string, string?)[] Grant = [("grant_type", "client_credentials")];

    [Fact]
    public async Task Without_a_scope_all_custom_scopes_are_granted_and_there_is_only_an_access_token()
    {
        var app = await MachineAsync(server);

        var answer = await app.TokenAsync(Grant, app.Basic());

        answer.Status.ShouldBe(200, answer.Body);
        answer.Text("scope")!.Split(' ').ShouldBe(["api/read", "api/write"], ignoreOrder: true);
        answer.Text("id_token").ShouldBeNull();
        answer.Text("refresh_token").ShouldBeNull();
        answer.Claims("access_token").GetProperty("sub").GetString().ShouldBe(app.Client.Id);
        answer.Claims("access_token").TryGetProperty("username", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task The_scope_asked_for_is_granted()
    {
        var app = await MachineAsync(server);

        var answer = await app.TokenAsync([.. Grant, ("scope", "api/read api/read")], app.Basic());

        answer.Text("scope").ShouldBe("api/read");
    }

    [Theory]
    [InlineData("api/delete")]
    [InlineData("other/read")]
    [InlineData("openid")]
    [InlineData("api/read openid")]
    [InlineData("aws.cognito.signin.user.admin")]
    [InlineData("API/READ")]
    public async Task Other_scopes_are_refused(string scope)
    {
        var app = await MachineAsync(server);

        var answer = await app.TokenAsync([.. Grant, ("scope", scope)], app.Basic());

        answer.ShouldRefuse(400, "invalid_scope");
    }

    [Fact]
    public async Task A_client_without_the_flow_is_told_so()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });

        var answer = await app.TokenAsync(Grant, app.Basic());

        answer.ShouldRefuse(400, "unauthorized_client");
    }

    [Fact]
    public async Task A_scope_whose_resource_server_is_gone_is_granted_no_more()
    {
        var app = await MachineAsync(server);
        await server.CallAsync("DeleteResourceServer", new { UserPoolId = app.PoolId, Identifier = "api" });

        var answer = await app.TokenAsync(Grant, app.Basic());

        answer.ShouldRefuse(400, "invalid_scope");
    }

    /// <summary>A confidential client of client_credentials with two scopes of a resource server.</summary>
    internal static async Task<TestApp> MachineAsync(HostedAuthServer server, object? pool = null)
    {
        var app = await TestApp.CreateAsync(server, pool: pool);
        var made = await server.CallAsync("CreateResourceServer", new
        {
            UserPoolId = app.PoolId,
            Identifier = "api",
            Name = "An API",
            Scopes = new[]
            {
                new { ScopeName = "read", ScopeDescription = "Reads" },
                new { ScopeName = "write", ScopeDescription = "Writes" },
                new { ScopeName = "delete", ScopeDescription = "Deletes" },
            },
        });
        made.ShouldSucceed();
        return await app.AndAnotherAsync(new
        {
            GenerateSecret = true,
            AllowedOAuthFlows = new[] { "client_credentials" },
            AllowedOAuthScopes = new[] { "api/read", "api/write" },
        });
    }
}
