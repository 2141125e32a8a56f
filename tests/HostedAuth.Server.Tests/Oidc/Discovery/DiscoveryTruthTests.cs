using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.Discovery;

/// <summary>
/// What the document says (OIDC Discovery, section 3; RFC 8414, section 2), value for value, is what a request gets. What
/// keys and ways to authenticate it names: <see cref="DiscoveryKeyTests"/>.
/// </summary>
public sealed class DiscoveryTruthTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly string[] ForReading =
        ["authorization_endpoint", "end_session_endpoint", "userinfo_endpoint", "jwks_uri"];

    [Theory]
    [InlineData("{issuer}/.well-known/oauth-authorization-server")]
    [InlineData("{host}/.well-known/oauth-authorization-server/{pool}")]
    [InlineData("{host}/.well-known/openid-configuration/{pool}")]
    public async Task One_document_stands_below_the_issuer_and_inserted_before_its_path(string address)
    {
        var world = await DiscoveryWorld.CreateAsync(server);
        var place = address.Replace("{issuer}", world.App.Issuer, StringComparison.Ordinal)
            .Replace("{host}", HostedAuthServer.BaseAddress.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("{pool}", world.App.PoolId, StringComparison.Ordinal);

        using var response = await server.Http.GetAsync(new Uri(place));
        var answer = await Answer.ReadAsync(response);

        answer.Status.ShouldBe(200, answer.Body);
        answer.Header("Content-Type").ShouldBe("application/json");
        answer.Body.ShouldBe(world.Document.GetRawText());
    }

    [Fact]
    public async Task Each_endpoint_answers_at_its_address_by_its_method()
    {
        var world = await DiscoveryWorld.CreateAsync(server);

        world.Addresses().Count().ShouldBe(10);
        foreach (var (name, path) in world.Addresses())
        {
            var answer = await world.App.SendAsync(ForReading.Contains(name) ? HttpMethod.Get : HttpMethod.Post, path);

            answer.Status.ShouldNotBe(404, name);
            answer.Status.ShouldBeLessThan(500, name);
            answer.Status.ShouldNotBe(405, name);
        }
    }

    [Fact]
    public async Task Each_grant_type_is_known_and_a_client_may_use_it()
    {
        var world = await DiscoveryWorld.CreateAsync(server);

        // Of the authorization endpoint: by its response types.
        foreach (var type in world.List("grant_types_supported").Except(["implicit"]))
        {
            var client = type == "client_credentials" ? world.Machine : world.App;
            var answer = await client.TokenAsync([("grant_type", type)], client.Basic());

            answer.Error.ShouldNotBe("unsupported_grant_type", type);
            answer.Error.ShouldNotBe("unauthorized_client", type);
            answer.Error.ShouldNotBe("invalid_client", type);
        }

        var unknown = await world.App.TokenAsync([("grant_type", "password")], world.App.Basic());
        unknown.ShouldRefuse(400, "unsupported_grant_type");
    }

    [Fact]
    public async Task Each_response_type_answers_what_it_names_and_each_response_mode_carries_it()
    {
        var world = await DiscoveryWorld.CreateAsync(server);
        var cookie = await world.App.SignInAsync();

        foreach (var type in world.List("response_types_supported"))
        {
            var answer = await world.App.AuthorizeAsync(world.App.Query(("response_type", type), ("nonce", "n")), cookie);

            answer.Error.ShouldBeNull(type);
            (answer.Parameter("code") is not null).ShouldBe(type.Split(' ').Contains("code"), type);
            (answer.Parameter("id_token") is not null).ShouldBe(type.Split(' ').Contains("id_token"), type);
            (answer.Parameter("access_token") is not null).ShouldBe(type.Split(' ').Contains("token"), type);
            answer.Parameter("iss").ShouldBe(world.App.Issuer);
        }

        foreach (var mode in world.List("response_modes_supported"))
        {
            var answer = await world.App.AuthorizeAsync(world.App.Query(("response_mode", mode)), cookie);

            answer.Status.ShouldBe(mode.StartsWith("form_post", StringComparison.Ordinal) ? 200 : 303, mode);
            answer.Parameter(mode.EndsWith("jwt", StringComparison.Ordinal) ? "response" : "code").ShouldNotBeNull(mode);
        }
    }

    [Fact]
    public async Task Each_scope_is_granted_and_each_prompt_level_and_challenge_method_taken()
    {
        var world = await DiscoveryWorld.CreateAsync(server);
        var cookie = await world.App.SignInAsync();

        foreach (var (name, list) in new[]
        {
            ("prompt", "prompt_values_supported"), ("acr_values", "acr_values_supported"),
            ("code_challenge_method", "code_challenge_methods_supported"),
        })
        {
            foreach (var value in world.List(list))
            {
                var answer = await world.App.AuthorizeAsync(world.App.Query((name, value)), cookie);

                answer.Status.ShouldBe(303, value);
                // A level that the person has no factors for is known as one; what is none is passed over.
                answer.Error.ShouldBe(
                    name == "acr_values" && value != world.List(list)[0] ? "unmet_authentication_requirements" : null,
                    value);
            }
        }

        var code = await world.App.CodeAsync(("scope", string.Join(' ', world.List("scopes_supported"))));
        var tokens = await world.App.ExchangeAsync(code);
        tokens.Text("scope").ShouldNotBeNull(tokens.Body).Split(' ').ShouldBe(world.List("scopes_supported"), ignoreOrder: true);
    }

    [Fact]
    public async Task Each_claim_is_told_of_a_user_who_has_it()
    {
        var world = await DiscoveryWorld.CreateAsync(server);
        await AddAliceAsync(world);
        var asked = string.Join(',', world.List("claims_supported").Select(name => $"\"{name}\":null"));

        var code = await world.App.CodeAsync(("nonce", "n"), ("claims", $$$"""{"id_token":{{{{asked}}}},"userinfo":{{{{asked}}}}}"""));
        var tokens = await world.App.ExchangeAsync(code);
        var userInfo = await world.App.GetAsync("/oauth2/userInfo", authorization: $"Bearer {tokens.Text("access_token")}");

        var told = tokens.Claims("id_token").EnumerateObject().Concat(userInfo.Json.EnumerateObject()).Select(claim => claim.Name);
        world.List("claims_supported").Except(told).ShouldBeEmpty();
    }

    private static async Task AddAliceAsync(DiscoveryWorld world)
    {
        string[] kept = ["iss", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "acr", "amr", "sid", "sub"];
        var attributes = world.List("claims_supported").Except(kept).ToDictionary(name => name, name => name switch
        {
            "email" => "alice@example.com",
            "phone_number" => "+12065550100",
            "birthdate" => "2000-01-01",
            "updated_at" => "1700000000",
            _ => name.EndsWith("_verified", StringComparison.Ordinal) ? "true" : "text",
        });
        await using var scope = await world.App.EnterAsync();
        var users = scope.ServiceProvider.GetRequiredService<UserDirectory>();
        users.Create("alice", attributes, UserStatus.CONFIRMED);
        await users.SaveAsync(CancellationToken.None);
    }
}
