using System.Net;
using System.Text;
using System.Text.Json;
using HostedAuth.Core.AccessKeys;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>What a hostile caller sends to the API and to the endpoints that take tokens.</summary>
public sealed class ApiAttackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"ClientId\":\"\\ud800\"}")]
    [InlineData("{\"ClientId\":\"a\",\"ClientId\":\"b\"}")]
    public async Task A_body_of_broken_or_doubled_names_is_refused(string body)
    {
        var answer = await server.SendAsync("SignUp", Encoding.UTF8.GetBytes(body), signer: null);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("\ufffe")]
    [InlineData("\uffff")]
    [InlineData("\0")]
    [InlineData("\ufdd0")]
    public async Task A_name_of_characters_that_are_none_is_nobodys(string name)
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();

        var answer = await server.SignInAsync(clientId, name);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("{\"kid\":\"a\",\"alg\":\"RS256\",\"\\ud800\":1}", "{}")]
    [InlineData("{\"kid\":\"\\ud800\",\"alg\":\"RS256\"}", "{}")]
    [InlineData("{\"kid\":\"a\",\"alg\":\"RS256\"}", "{\"iss\":\"\\ud800\",\"\\ud800\":1}")]
    public async Task A_token_of_broken_names_is_no_token_and_never_an_outage(string header, string payload)
    {
        var app = await TestApp.CreateAsync(server);
        var token = $"{Encode(header)}.{Encode(payload)}.{new string('A', 342)}";

        var userInfo = await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {token}");
        var getUser = await server.CallPublicAsync("GetUser", new { AccessToken = token });
        var authorize = await app.AuthorizeAsync(app.Query(("id_token_hint", token)));
        var logout = await app.GetAsync($"/logout?id_token_hint={token}");

        userInfo.Status.ShouldBe(401);
        getUser.Status.ShouldBe(HttpStatusCode.BadRequest);
        authorize.Status.ShouldBe(303);
        logout.Status.ShouldBe(303);
    }

    [Theory]
    [InlineData("x-\u00e9")]
    [InlineData("x-\u0001")]
    public async Task A_preflight_never_echoes_what_no_header_can_hold(string asked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri($"{HostedAuthServer.BaseAddress}/"));
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Headers", asked);

        using var response = await server.Http.SendAsync(request);

        response.IsSuccessStatusCode.ShouldBeTrue();
        response.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldNotContain(asked);
    }

    [Fact]
    public async Task A_denied_pool_is_not_reached_by_another_spelling_of_its_arn()
    {
        var poolId = await server.CreatePoolAsync();
        var policy = JsonSerializer.Serialize(new
        {
            Statement = new[]
            {
                new { Effect = "Allow", Action = "*", Resource = "*" },
                new { Effect = "Deny", Action = "*", Resource = $"arn:aws:cognito-idp:us-east-1:000000000000:userpool/{poolId}" },
            },
        });
        var key = await server.Services.GetRequiredService<AccessKeys>()
            .CreateAsync(description: null, policy, lifetime: null, CancellationToken.None);
        var signer = new AwsSigner(key.Id, key.Secret.Value);

        foreach (var region in (string[])["us-east-1", "eu-west-1", ""])
        {
            var answer = await server.CallAsync(
                "TagResource",
                new
                {
                    ResourceArn = $"arn:aws:cognito-idp:{region}:000000000000:userpool/{poolId}",
                    Tags = new { a = "b" },
                },
                signer);

            answer.Status.ShouldBe(HttpStatusCode.BadRequest, region);
        }
    }

    private static string Encode(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
