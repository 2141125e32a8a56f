using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Triggers;

public sealed class PreTokenGenerationTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private const string Arn = ServerWithFunctions.Arn;

    [Fact]
    public async Task Version_1_changes_the_id_token_and_groups_of_both()
    {
        var (poolId, clientId) = await server.OpenWithAdaAsync(new { PreTokenGeneration = Arn });
        await JoinGroupAsync(poolId, "staff", "arn:aws:iam::123456789012:role/staff");
        server.Handle(_ => new
        {
            claimsOverrideDetails = new
            {
                claimsToAddOrOverride = new { tier = "gold", email = "hidden", gone = "x", sub = "evil", aud = "evil" },
                claimsToSuppress = new[] { "email_verified", "gone", "iss" },
                groupOverrideDetails = new
                {
                    groupsToOverride = new[] { "b", "a" },
                    iamRolesToOverride = new[] { "r" },
                    preferredRole = "r",
                },
            },
        });

        var (id, access) = await TokensAsync(clientId);

        ((string)server.Events(poolId).Last()["version"]!).ShouldBe("1");
        server.Events(poolId).Last()["request"]!["groupConfiguration"]!.ToJsonString().ShouldBe(
            """
            {"groupsToOverride":["staff"],"iamRolesToOverride":["arn:aws:iam::123456789012:role/staff"],"preferredRole":"arn:aws:iam::123456789012:role/staff"}
            """);
        id.Text("tier").ShouldBe("gold");
        id.Text("email").ShouldBe("hidden");
        id.ContainsKey("gone").ShouldBeFalse();
        id.ContainsKey("email_verified").ShouldBeFalse();
        id.Text("sub").ShouldBe((await server.ReadUserAsync(poolId, "ada")).Id);
        id.Text("aud").ShouldBe(clientId);
        id.Text("iss").ShouldNotBeNull();
        id["cognito:groups"]!.ToJsonString().ShouldBe("""["b","a"]""");
        id["cognito:roles"]!.ToJsonString().ShouldBe("""["r"]""");
        id.Text("cognito:preferred_role").ShouldBe("r");
        access["cognito:groups"]!.ToJsonString().ShouldBe("""["b","a"]""");
        access.ContainsKey("tier").ShouldBeFalse();
    }

    [Fact]
    public async Task Version_2_changes_both_tokens_with_any_json_and_the_scopes()
    {
        var (poolId, clientId) = await server.OpenWithAdaAsync(Config("V2_0"));
        server.Handle(_ => new
        {
            claimsAndScopeOverrideDetails = new
            {
                idTokenGeneration = new { claimsToAddOrOverride = new { tiers = new[] { 1, 2 } } },
                accessTokenGeneration = new
                {
                    claimsToAddOrOverride = new { plan = new { name = "pro" }, scope = "evil", aud = clientId, username = "evil" },
                    scopesToAdd = new[] { "orders/read" },
                    scopesToSuppress = new[] { "aws.cognito.signin.user.admin" },
                },
            },
        });

        var (id, access) = await TokensAsync(clientId);

        var content = server.Events(poolId).Last();
        ((string)content["version"]!).ShouldBe("2");
        content["request"]!["scopes"]!.ToJsonString().ShouldBe("""["aws.cognito.signin.user.admin"]""");
        content["response"]!.ToJsonString().ShouldBe("""{"claimsAndScopeOverrideDetails":null}""");
        id["tiers"]!.ToJsonString().ShouldBe("[1,2]");
        access["plan"]!.ToJsonString().ShouldBe("""{"name":"pro"}""");
        access.Text("scope").ShouldBe("orders/read");
        access.Text("aud").ShouldBe(clientId);
        access.Text("username").ShouldBe("ada");
    }

    [Fact]
    public async Task A_foreign_audience_is_not_given_to_an_access_token()
    {
        var (_, clientId) = await server.OpenWithAdaAsync(Config("V2_0"));
        server.Handle(_ => new
        {
            claimsAndScopeOverrideDetails = new
            {
                accessTokenGeneration = new { claimsToAddOrOverride = new { aud = "another" } },
            },
        });

        (await TokensAsync(clientId)).Access.ContainsKey("aud").ShouldBeFalse();
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("null", false)]
    [InlineData("""{"claimsOverrideDetails":null}""", true)]
    public async Task Groups_stay_unless_an_empty_override_takes_them(string overrides, bool stay)
    {
        var (poolId, clientId) = await server.OpenWithAdaAsync(new { PreTokenGeneration = Arn });
        await JoinGroupAsync(poolId, "staff", role: null);
        server.Handle(_ => stay
            ? JsonNode.Parse(overrides)!
            : JsonNode.Parse($$$"""{"claimsOverrideDetails":{"groupOverrideDetails":{{{overrides}}} }}""")!);

        (await TokensAsync(clientId)).Id.ContainsKey("cognito:groups").ShouldBe(stay);
    }

    [Theory]
    [InlineData("""{"claimsOverrideDetails":[]}""", "V1_0")]
    [InlineData("""{"claimsOverrideDetails":{"claimsToAddOrOverride":{"a":{"b":1}}}}""", "V1_0")]
    [InlineData("""{"claimsOverrideDetails":{"claimsToSuppress":"a"}}""", "V1_0")]
    [InlineData("""{"claimsAndScopeOverrideDetails":{"accessTokenGeneration":{"scopesToAdd":["a b"]}}}""", "V2_0")]
    [InlineData("""{"claimsAndScopeOverrideDetails":{"groupOverrideDetails":{"groupsToOverride":[1]}}}""", "V3_0")]
    public async Task Another_shape_is_refused(string response, string version)
    {
        var (_, clientId) = await server.OpenWithAdaAsync(Config(version));
        server.Handle(_ => JsonNode.Parse(response)!);

        (await server.SignInAsync(clientId, "ada"))
            .ShouldRefuse("InvalidLambdaResponseException", "Unrecognizable lambda output");
    }

    [Fact]
    public async Task Version_3_sees_a_clients_own_token_and_version_2_does_not()
    {
        foreach (var (version, calls) in new[] { ("V2_0", 0), ("V3_0", 1) })
        {
            var app = await ClientCredentialsTests.MachineAsync(server, new { LambdaConfig = Config(version) });
            server.Handle(_ => new
            {
                claimsAndScopeOverrideDetails = new
                {
                    accessTokenGeneration = new { claimsToAddOrOverride = new { tenant = 7 }, scopesToSuppress = new[] { "api/write" } },
                },
            });

            var answer = await app.TokenAsync(
                [("grant_type", "client_credentials"), ("aws_client_metadata", """{"a":"b"}""")], app.Basic());

            server.Events(app.PoolId).Count.ShouldBe(calls);
            answer.Text("scope").ShouldBe(calls == 0 ? "api/read api/write" : "api/read");
            answer.Claims("access_token").TryGetProperty("tenant", out _).ShouldBe(calls == 1);
        }

        var content = JsonNode.Parse(server.Functions.Calls.Last().Body)!;
        ((string)content["version"]!).ShouldBe("3");
        ((string)content["userName"]!).ShouldBe("ClientCredentials");
        content["request"]!.ToJsonString().ShouldBe(
            """{"userAttributes":{},"groupConfiguration":null,"clientMetadata":{"a":"b"},"scopes":["api/read","api/write"]}""");
    }

    [Fact]
    public async Task The_token_endpoint_says_server_error_when_the_function_is_dead()
    {
        var app = await ClientCredentialsTests.MachineAsync(server, new { LambdaConfig = Config("V3_0") });
        server.Functions.Answers = _ => new("{}", 500);

        var answer = await app.TokenAsync([("grant_type", "client_credentials")], app.Basic());

        answer.ShouldRefuse(502, "server_error");
    }

    [Fact]
    public async Task What_a_function_says_reaches_clients_in_the_characters_of_the_protocol()
    {
        var app = await ClientCredentialsTests.MachineAsync(server, new { LambdaConfig = Config("V3_0") });
        server.Handle(_ => "né\"in\"\\\r\n" + new string('x', 600));

        var answer = await app.TokenAsync([("grant_type", "client_credentials")], app.Basic());

        answer.ShouldRefuse(400, "invalid_grant");
        var told = answer.Text("error_description").ShouldNotBeNull();
        told.ShouldContain("n?'in'???");
        told.Length.ShouldBe(512);
        told.ShouldAllBe(one => one >= ' ' && one <= '~' && one != '"' && one != '\\');
    }

    private static object Config(string version) => new { PreTokenGenerationConfig = new { LambdaArn = Arn, LambdaVersion = version } };

    private async Task JoinGroupAsync(string poolId, string group, string? role)
    {
        (await server.CallAsync("CreateGroup", role is null
            ? new { UserPoolId = poolId, GroupName = group }
            : new { UserPoolId = poolId, GroupName = group, RoleArn = role })).ShouldSucceed();
        (await server.CallAsync("AdminAddUserToGroup", new { UserPoolId = poolId, GroupName = group, Username = "ada" }))
            .ShouldSucceed();
    }

    private async Task<(JsonObject Id, JsonObject Access)> TokensAsync(string clientId)
    {
        var answer = (await server.SignInAsync(clientId, "ada")).ShouldSucceed();
        return (Claims(answer.Text("AuthenticationResult.IdToken")!), Claims(answer.Text("AuthenticationResult.AccessToken")!));
    }

    private static JsonObject Claims(string token) =>
        JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]))!.AsObject();
}

file static class Members
{
    public static string? Text(this JsonObject claims, string name) => (string?)claims[name];
}
