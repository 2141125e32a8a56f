using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>userInfo as a JWT (OIDC Core, section 5.3.2).</summary>
public sealed class SignedUserInfoTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task A_client_that_names_an_algorithm_gets_a_JWT_with_issuer_and_audience(string algorithm)
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { UserinfoSignedResponseAlg = algorithm });
        var tokens = await app.TokensAsync();

        var answer = await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {tokens.Text("access_token")}");

        answer.Status.ShouldBe(200, answer.Body);
        answer.Header("Content-Type").ShouldBe("application/jwt");
        answer.Header("Cache-Control").ShouldBe("no-store");
        PublishedKeys.HeaderOf(answer.Body).GetProperty("alg").GetString().ShouldBe(algorithm);
        (await PublishedKeys.ReadAsync(app)).Verify(answer.Body).ShouldBeTrue();
        var claims = PublishedKeys.ClaimsOf(answer.Body);
        claims.GetProperty("iss").GetString().ShouldBe(app.Issuer);
        claims.GetProperty("aud").GetString().ShouldBe(app.Client.Id);
        claims.GetProperty("sub").GetString().ShouldBe(tokens.Claims("id_token").GetProperty("sub").GetString());
        claims.GetProperty("email").GetString().ShouldBe("alice@example.com");
    }

    [Fact]
    public async Task An_error_is_not_signed()
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { UserinfoSignedResponseAlg = "RS256" });

        var answer = await app.GetAsync("/oauth2/userInfo", authorization: "Bearer nonsense");

        answer.ShouldRefuse(401, "invalid_token");
    }
}
