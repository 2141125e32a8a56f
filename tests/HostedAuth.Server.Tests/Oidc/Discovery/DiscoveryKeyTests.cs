using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Discovery;

/// <summary>The algorithms and the ways to authenticate that the document names: each is used once (RFC 8414, section 2).</summary>
public sealed class DiscoveryKeyTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly (string, string?)[] ByAssertion =
    [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
    ];

    [Fact]
    public async Task Each_algorithm_signs_what_it_is_named_for()
    {
        var world = await DiscoveryWorld.CreateAsync(server);
        var app = world.App;
        foreach (var algorithm in world.List("id_token_signing_alg_values_supported"))
        {
            await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata
            {
                IdTokenSignedResponseAlg = algorithm,
                UserinfoSignedResponseAlg = algorithm,
                AuthorizationSignedResponseAlg = algorithm,
                IntrospectionSignedResponseAlg = algorithm,
            });
            var authorized = await app.AuthorizeAsync(app.Query(("response_mode", "jwt")), await app.SignInAsync());
            var tokens = await app.TokensAsync();
            var userInfo = await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {tokens.Text("access_token")}");
            var introspected = await app.PostAsync("/oauth2/introspect", [("token", tokens.Text("access_token"))], app.Basic());

            var keys = await PublishedKeys.ReadAsync(app);
            foreach (var jwt in new[] { authorized.Parameter("response"), tokens.Text("id_token"), userInfo.Body, introspected.Body })
            {
                PublishedKeys.HeaderOf(jwt!).GetProperty("alg").GetString().ShouldBe(algorithm);
                keys.Verify(jwt!).ShouldBeTrue(algorithm);
            }
        }

        foreach (var kind in new[] { "userinfo", "authorization", "introspection" })
        {
            world.List($"{kind}_signing_alg_values_supported").ShouldBe(world.List("id_token_signing_alg_values_supported"));
        }
    }

    [Fact]
    public async Task Each_way_to_authenticate_is_taken_from_a_client_that_has_it()
    {
        var world = await DiscoveryWorld.CreateAsync(server);

        foreach (var endpoint in new[] { "token", "revocation", "introspection" })
        {
            world.List($"{endpoint}_endpoint_auth_methods_supported").ShouldNotBeEmpty();
            foreach (var method in world.List($"{endpoint}_endpoint_auth_methods_supported"))
            {
                var answer = await AuthenticateAsync(world, world.Document.GetProperty($"{endpoint}_endpoint").GetString()!, method);

                answer.Status.ShouldBe(endpoint == "token" && method == "none" ? 400 : 200, $"{endpoint} {method} {answer.Body}");
                answer.Error.ShouldBe(endpoint == "token" && method == "none" ? "invalid_grant" : null);
            }
        }
    }

    [Fact]
    public async Task Each_algorithm_of_clients_proves_a_client_a_request_and_a_key()
    {
        var world = await DiscoveryWorld.CreateAsync(server);
        var assertions = world.List("token_endpoint_auth_signing_alg_values_supported").Except(["HS256"]).ToList();

        assertions.ShouldBe(world.List("request_object_signing_alg_values_supported"), ignoreOrder: true);
        world.List("dpop_signing_alg_values_supported").Except(assertions).ShouldBeEmpty();
        foreach (var algorithm in assertions)
        {
            using var key = new AnyKey(algorithm);
            await SetAsync(world.Machine, new() { TokenEndpointAuthMethod = "private_key_jwt", Jwks = key.Jwks });
            await SetAsync(world.App, new() { Jwks = key.Jwks });
            var claims = world.App.AssertionClaims(server.Clock.GetUtcNow(), ("sub", null), ("client_id", world.App.Client.Id));
            foreach (var (name, value) in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(world.App.Query()))
            {
                claims[name] = value.ToString();
            }

            var proven = await world.Machine.TokenAsync([.. ByAssertion, ("client_assertion", Assertion(world.Machine, key))]);
            var asked = await world.App.AuthorizeAsync(
                $"?client_id={world.App.Client.Id}&scope=openid&response_type=code&request={key.Sign(claims)}",
                await world.App.SignInAsync());

            proven.Status.ShouldBe(200, $"{algorithm} {proven.Body}");
            asked.Parameter("code").ShouldNotBeNull($"{algorithm} {asked.Location}");
            if (world.List("dpop_signing_alg_values_supported").Contains(algorithm))
            {
                (await ProveAsync(world, key)).Text("token_type").ShouldBe("DPoP", algorithm);
            }
        }
    }

    private Task<Answer> ProveAsync(DiscoveryWorld world, AnyKey key)
    {
        Dictionary<string, object?> proof = new()
        {
            ["jti"] = Guid.NewGuid().ToString(),
            ["htm"] = "POST",
            ["htu"] = $"{world.Machine.Issuer}/oauth2/token",
            ["iat"] = server.Clock.GetUtcNow().ToUnixTimeSeconds(),
        };
        (string Name, string? Value)[] form = [.. ByAssertion, ("client_assertion", Assertion(world.Machine, key))];
        return world.Machine.SendAsync(HttpMethod.Post, "/oauth2/token", request =>
        {
            request.Content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
            request.Headers.Add("DPoP", key.Sign(proof, ("typ", "dpop+jwt"), ("jwk", key.Jwk)));
        });
    }

    private async Task<Answer> AuthenticateAsync(DiscoveryWorld world, string endpoint, string method)
    {
        // A client without a secret can't act for itself: it gets as far as its grant.
        var client = method == "none" ? await world.App.AndAnotherAsync() : world.Machine;
        using var key = new AnyKey("ES256");
        await SetAsync(client, new() { TokenEndpointAuthMethod = method, Jwks = method == "private_key_jwt" ? key.Jwks : null });
        (string, string?)[] form = method switch
        {
            "none" => [("grant_type", "refresh_token"), ("refresh_token", "x"), ("client_id", client.Client.Id)],
            "client_secret_post" => [("client_id", client.Client.Id), ("client_secret", client.Client.Secret)],
            "private_key_jwt" => [ByAssertion[1], ("client_assertion", Assertion(client, key))],
            "client_secret_jwt" =>
            [
                ByAssertion[1],
                ("client_assertion", ClientKey.Sign(client.Client.Secret!, client.AssertionClaims(server.Clock.GetUtcNow()))),
            ],
            _ => [],
        };
        return await client.PostAsync(
            endpoint[client.Issuer.Length..],
            [("token", "x"), ByAssertion[0], .. form],
            method == "client_secret_basic" ? client.Basic() : null);
    }

    private string Assertion(TestApp client, AnyKey key) => key.Sign(client.AssertionClaims(server.Clock.GetUtcNow()));

    private Task SetAsync(TestApp client, OAuthClientMetadata metadata) =>
        server.SetMetadataAsync(client.PoolId, client.Client.Id, metadata);
}
