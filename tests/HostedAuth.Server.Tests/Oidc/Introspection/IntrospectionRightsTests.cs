using System.Buffers.Text;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Introspection;

/// <summary>Who may ask about which token (RFC 7662, sections 2.1 and 4), and who can prove the answer (RFC 9701).</summary>
public sealed class IntrospectionRightsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Signed = "application/token-introspection+jwt";

    [Fact]
    public async Task The_caller_must_authenticate_and_name_one_token()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });

        var nobody = await app.PostAsync(Asking.Path, [("token", "x")]);
        var unproven = await app.PostAsync(Asking.Path, [("token", "x"), ("client_id", app.Client.Id)]);
        var wrong = await app.PostAsync(Asking.Path, [("token", "x")], app.Basic("wrong"));
        var bearer = await app.PostAsync(Asking.Path, [("token", "x")], "Bearer x");
        var tokenless = await app.PostAsync(Asking.Path, [], app.Basic());
        var twice = await app.PostRawAsync(Asking.Path, "token=a&token=b", app.Basic());

        nobody.ShouldRefuse(401, "invalid_client");
        unproven.ShouldRefuse(401, "invalid_client");
        wrong.ShouldRefuse(401, "invalid_client");
        wrong.Header("WWW-Authenticate").ShouldNotBeNull().ShouldStartWith("Basic ");
        bearer.ShouldRefuse(401, "invalid_client");
        tokenless.ShouldRefuse(400, "invalid_request");
        twice.ShouldRefuse(400, "invalid_request");
    }

    /// <summary>RFC 7662, section 2.1: whoever asks authenticates, and a client_id alone proves nothing.</summary>
    [Fact]
    public async Task A_public_client_is_told_nothing_of_its_own_tokens_either()
    {
        var app = await TestApp.CreateAsync(server);
        var said = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(said.PoolId, said.Client.Id, new OAuthClientMetadata { TokenEndpointAuthMethod = "none" });
        var tokens = await app.TokensAsync();

        foreach (var token in new[] { tokens.Text("access_token")!, tokens.Text("refresh_token")!, "unknown" })
        {
            var answer = await app.PostAsync(Asking.Path, [("token", token), ("client_id", app.Client.Id)]);
            answer.ShouldRefuse(401, "invalid_client");
        }

        (await said.PostAsync(Asking.Path, [("token", "x"), ("client_id", said.Client.Id)])).ShouldRefuse(401, "invalid_client");
        (await app.PostAsync("/oauth2/revoke", [("token", tokens.Text("access_token")), ("client_id", app.Client.Id)])).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_client_sees_its_own_tokens_and_no_others()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var other = await app.AndAnotherAsync(new { GenerateSecret = true });
        await server.SetMetadataAsync(app.PoolId, other.Client.Id, new OAuthClientMetadata { Resources = ["api"] });
        var tokens = await app.TokensAsync();

        (await app.IntrospectAsync(tokens.Text("access_token")!)).ShouldBeActive();
        (await other.IntrospectAsync(tokens.Text("access_token")!)).ShouldBeInactive();
        (await other.IntrospectAsync(tokens.Text("refresh_token")!)).ShouldBeInactive();
    }

    [Fact]
    public async Task A_resource_sees_the_access_tokens_that_are_for_it()
    {
        var machine = await ClientCredentialsTests.MachineAsync(server);
        var resource = await machine.AndAnotherAsync(new { GenerateSecret = true });
        var stranger = await machine.AndAnotherAsync(new { GenerateSecret = true });
        await server.SetMetadataAsync(machine.PoolId, resource.Client.Id, new OAuthClientMetadata { Resources = ["api"] });
        await server.SetMetadataAsync(machine.PoolId, stranger.Client.Id, new OAuthClientMetadata { Resources = ["ap", "", "api/read"] });
        var token = (await machine.TokenAsync([("grant_type", "client_credentials")], machine.Basic())).Text("access_token")!;

        var answer = await resource.IntrospectAsync(token);

        answer.ShouldBeActive();
        answer.Text("scope")!.Split(' ').ShouldBe(["api/read", "api/write"], ignoreOrder: true);
        (await stranger.IntrospectAsync(token)).ShouldBeInactive();
    }

    [Fact]
    public async Task A_refresh_token_is_no_resources_business()
    {
        var app = await TestApp.CreateAsync(server);
        var resource = await app.AndAnotherAsync(new { GenerateSecret = true });
        await server.SetMetadataAsync(app.PoolId, resource.Client.Id, new OAuthClientMetadata { Resources = ["openid", "aws.cognito"] });
        var token = (await app.TokensAsync()).Text("refresh_token")!;

        (await resource.IntrospectAsync(token)).ShouldBeInactive();
    }

    [Fact]
    public async Task On_demand_the_answer_is_a_JWT_for_the_caller()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var token = (await app.TokensAsync()).Text("access_token")!;

        var answer = await app.IntrospectAsync(token, accept: Signed);

        answer.Status.ShouldBe(200, answer.Body);
        answer.Header("Content-Type").ShouldBe(Signed);
        answer.Header("Cache-Control").ShouldBe("no-store");
        var header = Part(answer.Body, 0);
        header.GetProperty("typ").GetString().ShouldBe("token-introspection+jwt");
        header.GetProperty("alg").GetString().ShouldBe("RS256");
        var claims = Part(answer.Body, 1);
        claims.GetProperty("iss").GetString().ShouldBe(app.Issuer);
        claims.GetProperty("aud").GetString().ShouldBe(app.Client.Id);
        claims.GetProperty("iat").GetInt64().ShouldBe(server.Clock.GetUtcNow().ToUnixTimeSeconds());
        claims.TryGetProperty("sub", out _).ShouldBeFalse();
        claims.TryGetProperty("exp", out _).ShouldBeFalse();
        claims.GetProperty("token_introspection").GetProperty("active").GetBoolean().ShouldBeTrue();
        claims.GetProperty("token_introspection").GetProperty("username").GetString().ShouldBe("alice");
    }

    [Fact]
    public async Task A_client_that_registers_an_algorithm_always_gets_a_JWT_of_a_dead_token_too()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var metadata = new OAuthClientMetadata { IntrospectionSignedResponseAlg = "RS256" };
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, metadata);

        var answer = await app.IntrospectAsync("unknown");

        answer.Header("Content-Type").ShouldBe(Signed);
        Part(answer.Body, 1).GetProperty("token_introspection").EnumerateObject().Single().Name.ShouldBe("active");
    }

    [Fact]
    public async Task A_signed_answer_passes_for_no_token()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var token = (await app.TokensAsync()).Text("access_token")!;
        var signed = (await app.IntrospectAsync(token, accept: Signed)).Body;

        (await app.IntrospectAsync(signed)).ShouldBeInactive();
        (await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {signed}")).Status.ShouldBe(401);
    }

    private static JsonElement Part(string jwt, int index) =>
        JsonDocument.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[index])).RootElement;
}
