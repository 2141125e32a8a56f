using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.UserPools.Settings;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>What signs tokens, by pool and by client (RFC 7518, section 3.1; OIDC Registration, section 2).</summary>
public sealed class SigningAlgorithmTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    public static TheoryData<string> Algorithms => ["RS256", "PS256", "ES256"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task A_pool_signs_by_the_algorithm_that_it_names(string algorithm)
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetOAuthAsync(app.PoolId, new PoolOAuthSettings { SigningAlgorithm = algorithm });

        var tokens = await app.TokensAsync();

        var keys = await PublishedKeys.ReadAsync(app);
        foreach (var token in new[] { tokens.Text("id_token")!, tokens.Text("access_token")! })
        {
            PublishedKeys.HeaderOf(token).GetProperty("alg").GetString().ShouldBe(algorithm);
            keys.Verify(token).ShouldBeTrue();
            keys.Verify(token[..^4] + "AAAA").ShouldBeFalse();
        }

        (await UserInfoAsync(app, tokens.Text("access_token")!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_client_has_its_own_for_id_tokens_and_for_access_tokens()
    {
        var app = await TestApp.CreateAsync(server);
        var other = await app.AndAnotherAsync();
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata
        {
            IdTokenSignedResponseAlg = "ES256",
            AccessTokenSigningAlg = "PS256",
        });

        var tokens = await app.TokensAsync();
        var others = await other.TokensAsync();

        AlgorithmOf(tokens.Text("id_token")!).ShouldBe("ES256");
        AlgorithmOf(tokens.Text("access_token")!).ShouldBe("PS256");
        AlgorithmOf(others.Text("id_token")!).ShouldBe("RS256");
        (await UserInfoAsync(app, tokens.Text("access_token")!)).Status.ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task The_hash_of_the_access_token_is_right_for_each_algorithm(string algorithm)
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetOAuthAsync(app.PoolId, new PoolOAuthSettings { SigningAlgorithm = algorithm });

        var tokens = await app.TokensAsync();

        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(tokens.Text("access_token")!));
        tokens.Claims("id_token").GetProperty("at_hash").GetString().ShouldBe(Base64Url.EncodeToString(hash.AsSpan(0, 16)));
    }

    [Fact]
    public async Task Keys_of_an_algorithm_are_made_when_somebody_first_needs_them_and_once()
    {
        var app = await TestApp.CreateAsync(server);
        (await PublishedKeys.ReadAsync(app)).All.Count.ShouldBe(2);
        await server.SetOAuthAsync(app.PoolId, new PoolOAuthSettings { SigningAlgorithm = "ES256" });

        var cookie = await app.SignInAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var code = (await app.AuthorizeAsync(app.Query(), cookie)).Parameter("code")!;
            (await app.ExchangeAsync(code)).Status.ShouldBe(200);
        }));

        var keys = (await PublishedKeys.ReadAsync(app)).All;
        keys.Count.ShouldBe(4);
        keys.Count(key => key.GetProperty("alg").GetString() == "ES256").ShouldBe(2);
        keys.Where(key => key.GetProperty("alg").GetString() == "ES256").ShouldAllBe(key =>
            string.Join(' ', key.EnumerateObject().Select(member => member.Name)) == "kid use alg kty crv x y");
    }

    [Fact]
    public async Task Who_reads_the_keys_before_the_first_token_knows_its_key()
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { IdTokenSignedResponseAlg = "ES256" });

        var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PublishedKeys.ReadAsync(app)));

        var token = (await app.TokensAsync()).Text("id_token")!;
        keys.ShouldAllBe(read => read.All.Count == 4 && read.Verify(token));
    }

    [Fact]
    public async Task A_token_is_refused_that_names_another_algorithm_than_its_key_is_for()
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetOAuthAsync(app.PoolId, new PoolOAuthSettings { SigningAlgorithm = "ES256" });
        var token = (await app.TokensAsync()).Text("access_token")!;
        var kid = PublishedKeys.HeaderOf(token).GetProperty("kid").GetString();

        foreach (var algorithm in new[] { "RS256", "PS256", "ES384", "HS256", "none" })
        {
            var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"kid":"{{kid}}","alg":"{{algorithm}}"}"""));
            (await UserInfoAsync(app, header + token[token.IndexOf('.', StringComparison.Ordinal)..])).Status.ShouldBe(401);
        }

        // CVE-2022-21449: a signature of zeros proves nothing.
        var zeros = Base64Url.EncodeToString(new byte[64]);
        (await UserInfoAsync(app, token[..(token.LastIndexOf('.') + 1)] + zeros)).Status.ShouldBe(401);
    }

    private static string? AlgorithmOf(string token) => PublishedKeys.HeaderOf(token).GetProperty("alg").GetString();

    private static Task<Answer> UserInfoAsync(TestApp app, string token) =>
        app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {token}");
}
