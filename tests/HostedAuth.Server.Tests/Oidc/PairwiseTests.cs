using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Introspection;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>Subjects that differ from sector to sector (OIDC Core, section 8.1).</summary>
public sealed class PairwiseTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Scopes = "openid email";

    private static readonly string[] ScopesOfClient = ["openid", "email", "phone", "profile"];

    [Fact]
    public async Task The_subject_is_the_same_in_all_that_the_client_is_told_and_the_users_own_id_in_nothing()
    {
        var (plain, app) = await AppsAsync(new { GenerateSecret = true, AllowedOAuthScopes = ScopesOfClient });
        var own = (await plain.TokensAsync(Scopes)).Claims("id_token").GetProperty("sub").GetString()!;

        var tokens = await app.TokensAsync(Scopes);

        var subject = tokens.Claims("id_token").GetProperty("sub").GetString()!;
        Guid.TryParse(subject, out _).ShouldBeTrue();
        subject.ShouldNotBe(own);
        var token = tokens.Text("access_token")!;
        var userInfo = await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {token}");
        var introspected = await app.IntrospectAsync(token);
        var refresh = await app.IntrospectAsync(tokens.Text("refresh_token")!);
        tokens.Claims("access_token").GetProperty("sub").GetString().ShouldBe(subject);
        tokens.Claims("access_token").GetProperty("username").GetString().ShouldBe(subject);
        tokens.Claims("id_token").GetProperty("cognito:username").GetString().ShouldBe(subject);
        userInfo.Text("sub").ShouldBe(subject);
        userInfo.Text("username").ShouldBe(subject);
        introspected.Text("sub").ShouldBe(subject);
        refresh.Text("sub").ShouldBe(subject);
        refresh.Text("username").ShouldBe(subject);
        foreach (var told in new[] { tokens.Claims("id_token").ToString(), tokens.Claims("access_token").ToString(), userInfo.Body, introspected.Body, refresh.Body })
        {
            told.ShouldNotContain(own);
            told.ShouldNotContain("\"alice\"");
        }
    }

    [Fact]
    public async Task It_stays_the_same_for_one_sector_and_differs_for_another()
    {
        var (plain, app) = await AppsAsync();
        var sibling = await PairwiseAsync(await AnotherAsync(plain));
        var stranger = await PairwiseAsync(await AnotherAsync(plain), "https://other.example/sector.json");

        var first = await SubjectAsync(app);
        var again = await SubjectAsync(app);
        var siblings = await SubjectAsync(sibling);
        var strangers = await SubjectAsync(stranger);

        again.ShouldBe(first);
        siblings.ShouldBe(first);
        strangers.ShouldNotBe(first);
    }

    [Fact]
    public async Task The_API_finds_the_user_behind_it_and_tells_the_client_no_other()
    {
        var (_, app) = await AppsAsync(
            new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" }, AllowedOAuthScopes = ScopesOfClient });
        var world = new SignInWorld(server, app.PoolId, app.Client);
        await world.AddUserAsync("alice", attributes: ("email", "alice@example.com"));
        var subject = await SubjectAsync(app);

        var signedIn = (await world.SignInAsync("alice")).ShouldSucceed();
        var user = (await server.CallAsync("GetUser", new { AccessToken = signedIn.Text("AuthenticationResult.AccessToken") }))
            .ShouldSucceed();

        user.Text("Username").ShouldBe(subject);
        user.Text("UserAttributes.0.Value").ShouldBe(subject);
        user.Body.ShouldContain("alice@example.com");
    }

    [Fact]
    public async Task A_hint_with_it_means_its_user_and_nobody_else()
    {
        var (_, app) = await AppsAsync();
        var alice = await app.SignInAsync();
        var hint = (await app.TokensAsync()).Text("id_token");
        var bob = await app.SignInAsync("bob");

        var known = await app.AuthorizeAsync(app.Query(("prompt", "none"), ("id_token_hint", hint)), alice);
        var somebodyElse = await app.AuthorizeAsync(app.Query(("prompt", "none"), ("id_token_hint", hint)), bob);

        known.Parameter("code").ShouldNotBeNull(known.Location);
        somebodyElse.ShouldTellTheClient("login_required");
    }

    [Fact]
    public async Task A_subject_of_one_sector_is_nobody_for_a_client_of_another()
    {
        var (plain, app) = await AppsAsync();
        var subject = await SubjectAsync(app);
        await using var scope = await plain.EnterAsync();
        var pool = scope.ServiceProvider.GetRequiredService<Core.Storage.PoolScope>().Pool;

        var client = pool.FindClient(app.Client.Id)!;

        client.SubjectOf(client.UserIdOf(subject)).ShouldBe(subject);
        pool.FindClient(plain.Client.Id)!.UserIdOf(subject).ShouldBe(subject);
        client.UserIdOf("no subject").ShouldBe("");
    }

    /// <summary>What the API lists for its callers is named for all clients alike.</summary>
    [Fact]
    public async Task A_client_has_either_pairwise_subjects_or_the_scope_of_the_API()
    {
        var (plain, app) = await AppsAsync();

        var scoped = await server.CallAsync(
            "SetUserPoolClientMetadata",
            new { UserPoolId = plain.PoolId, ClientId = plain.Client.Id, Metadata = new { subject_type = "pairwise" } });
        var pairwise = await server.CallAsync("UpdateUserPoolClient", new
        {
            UserPoolId = app.PoolId,
            ClientId = app.Client.Id,
            AllowedOAuthFlowsUserPoolClient = true,
            AllowedOAuthFlows = new[] { "code" },
            AllowedOAuthScopes = new[] { "openid", "aws.cognito.signin.user.admin" },
            CallbackURLs = new[] { TestApp.Callback },
        });

        scoped.ShouldRefuse("InvalidParameterException");
        pairwise.ShouldRefuse("InvalidParameterException");
    }

    /// <summary>Two apps of one pool, the second with pairwise subjects.</summary>
    private async Task<(TestApp Plain, TestApp Pairwise)> AppsAsync(object? client = null)
    {
        var plain = await TestApp.CreateAsync(server);
        return (plain, await PairwiseAsync(client is null ? await AnotherAsync(plain) : await plain.AndAnotherAsync(client)));
    }

    private static Task<TestApp> AnotherAsync(TestApp app) => app.AndAnotherAsync(new { AllowedOAuthScopes = ScopesOfClient });

    private async Task<TestApp> PairwiseAsync(TestApp app, string? sector = null)
    {
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata
        {
            SubjectType = "pairwise",
            SectorIdentifierUri = sector,
        });
        return app;
    }

    private static async Task<string> SubjectAsync(TestApp app) =>
        (await app.TokensAsync()).Claims("id_token").GetProperty("sub").GetString()!;
}
