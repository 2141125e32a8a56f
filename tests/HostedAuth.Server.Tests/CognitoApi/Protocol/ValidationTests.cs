using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Protocol;

public sealed class ValidationTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task All_that_is_wrong_is_counted_and_told_at_once()
    {
        var answer = await server.CallAsync("ListUserPoolClients", new { UserPoolId = "nowhere", MaxResults = 61 });

        answer.ShouldRefuse(
            "InvalidParameterException",
            "2 validation errors detected: Value '61' at 'maxResults' failed to satisfy constraint: "
            + "Member must have value less than or equal to 60; "
            + @"Value 'nowhere' at 'userPoolId' failed to satisfy constraint: "
            + @"Member must satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+");
    }

    [Fact]
    public async Task A_member_inside_a_list_is_named_by_its_path()
    {
        var answer = await server.CallAsync("CreateUserPool", new
        {
            PoolName = "paths",
            Schema = new object[] { new { Name = "email" }, new { Name = new string('x', 21) } },
        });

        answer.ShouldRefuse(
            "InvalidParameterException",
            $"1 validation error detected: Value '{new string('x', 21)}' at 'schema.2.member.name' failed to satisfy "
            + "constraint: Member must have length less than or equal to 20");
    }

    [Fact]
    public async Task A_member_inside_a_structure_is_named_by_its_path()
    {
        var answer = await server.CallAsync(
            "CreateUserPool",
            new { PoolName = "paths", Policies = new { PasswordPolicy = new { MinimumLength = 5 } } });

        answer.ShouldRefuse(
            "InvalidParameterException",
            "1 validation error detected: Value '5' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: "
            + "Member must have value greater than or equal to 6");
    }

    [Fact]
    public async Task A_sensitive_value_is_left_out()
    {
        var answer = await server.CallPublicAsync(
            "SignUp",
            new { ClientId = "abc", Username = "alice", Password = " the-password " });

        answer.ShouldRefuse("InvalidParameterException");
        answer.Body.ShouldNotContain("the-password");
    }

    [Theory]
    [InlineData("""{"MaxResults":"1"}""", "STRING_VALUE can not be converted to a Number")]
    [InlineData("""{"MaxResults":1.5}""", "NUMBER_VALUE can not be converted to an Integer")]
    [InlineData("""{"MaxResults":99999999999}""", "NUMBER_VALUE can not be converted to an Integer")]
    [InlineData("""{"MaxResults":{}}""", "Start of structure or map found where not expected.")]
    public async Task A_value_of_another_JSON_type_is_refused_as_SerializationException(string body, string message)
    {
        var answer = await server.SendAsync("ListUserPools", System.Text.Encoding.UTF8.GetBytes(body), server.Root);

        answer.ShouldRefuse("SerializationException", message);
    }

    [Theory]
    [InlineData("CreateUserPoolClient")]
    [InlineData("UpdateUserPoolClient")]
    public async Task A_flow_that_guides_misname_is_taken_unless_the_pool_is_strict(string operation)
    {
        var friendly = await ConfigureAsync(operation, tags: []);
        var strict = await ConfigureAsync(operation, new() { ["hostedauth:strict"] = "true" });

        friendly.ShouldSucceed().Json.GetProperty("UserPoolClient").GetProperty("AllowedOAuthFlows").EnumerateArray()
            .Select(flow => flow.GetString()).ShouldBe(["code", "implicit"]);
        strict.ShouldRefuse(
            "InvalidParameterException",
            "1 validation error detected: Value '[authorization_code, implicit, code]' at 'allowedOAuthFlows' failed to "
            + "satisfy constraint: Member must satisfy constraint: "
            + "[Member must satisfy enum value set: [client_credentials, code, implicit]]");
    }

    private async Task<ApiAnswer> ConfigureAsync(string operation, Dictionary<string, string> tags)
    {
        var poolId = await server.CreatePoolAsync(new { UserPoolTags = tags });
        var client = await server.CreateClientAsync(poolId);
        return await server.CallAsync(operation, new Dictionary<string, object>
        {
            ["UserPoolId"] = poolId,
            [operation is "CreateUserPoolClient" ? "ClientName" : "ClientId"] = client.Id,
            ["AllowedOAuthFlows"] = new[] { "authorization_code", "implicit", "code" },
            ["AllowedOAuthScopes"] = new[] { "openid" },
            ["AllowedOAuthFlowsUserPoolClient"] = true,
            ["CallbackURLs"] = new[] { "https://app.example.com/" },
        });
    }
}
