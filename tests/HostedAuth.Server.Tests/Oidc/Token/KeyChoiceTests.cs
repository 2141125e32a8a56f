using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Registration;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>
/// To compare a signature to a key is work that is done for who has proven nothing: where several keys would do, the token names
/// its own (OIDC Core, section 10.1).
/// </summary>
public sealed class KeyChoiceTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_client_that_registered_itself_names_its_key_where_several_would_do()
    {
        var (first, second) = (new ClientKey(), new ClientKey());
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(About(first, second));

        (await RevokeAsync(world, client, second, isNamed: true)).Status.ShouldBe(200);
        (await RevokeAsync(world, client, second, isNamed: false)).ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task One_with_one_key_of_each_kind_need_not()
    {
        var (first, second) = (new ClientKey(), new ClientKey("PS256"));
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(About(first, second));

        (await RevokeAsync(world, client, first, isNamed: false)).Status.ShouldBe(200);
        (await RevokeAsync(world, client, second, isNamed: false)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_set_with_one_kid_twice_is_not_registered()
    {
        var world = await RegistrationWorld.CreateAsync(server);

        var answer = await world.RegisterAsync(About(new(keyId: "a"), new(keyId: "a")));

        answer.ShouldRefuse(400, "invalid_client_metadata");
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public async Task An_issuer_that_an_operator_trusts_may_have_four_keys_that_it_does_not_name(int count, bool isGood)
    {
        var world = await BearerWorld.CreateAsync(server);
        ClientKey[] keys = [.. Enumerable.Range(1, count - 1).Select(_ => new ClientKey()), world.Key];
        await world.SetAsync(metadata => metadata with
        {
            TrustedIssuers = [new() { Issuer = BearerWorld.Partner, Jwks = ClientKey.SetOf(keys) }],
        });

        (await world.BringAsync(world.Key.Sign(world.Claims(), ("kid", null)))).Status.ShouldBe(isGood ? 200 : 400);
        (await world.BringAsync(world.Sign())).Status.ShouldBe(200);
    }

    private static object About(params ClientKey[] keys) => new
    {
        redirect_uris = new[] { RegistrationWorld.Callback },
        token_endpoint_auth_method = "private_key_jwt",
        jwks = ClientKey.SetOf(keys),
    };

    private Task<Answer> RevokeAsync(RegistrationWorld world, Answer client, ClientKey key, bool isNamed)
    {
        var id = client.Text("client_id")!;
        var claims = world.App.AssertionClaims(server.Clock.GetUtcNow(), [("iss", id), ("sub", id)]);
        return world.App.PostAsync(
            "/oauth2/revoke",
            [
                ("token", "none"),
                ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                ("client_assertion", isNamed ? key.Sign(claims) : key.Sign(claims, ("kid", null))),
            ]);
    }
}
