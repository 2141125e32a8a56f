using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Users;

public sealed class ListUsersTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("username = \"ann\"", "ann")]
    [InlineData("username = \"ANN\"")]
    [InlineData("username ^= \"an\"", "ann", "anton")]
    [InlineData("email = \"ann@example.com\"", "ann")]
    [InlineData("email ^= \"an\"", "ann", "anton")]
    [InlineData("email ^= \"\"", "ann", "anton", "bert")]
    [InlineData("given_name = \"Ann \\\"Red\\\" O'Neil\"", "ann")]
    [InlineData("given_name ^= \"Ann%\"")]
    [InlineData("given_name ^= \"An_\"")]
    [InlineData("name ^= \"Ä\"", "anton", "bert")]
    [InlineData("name = \"Äpfel\"", "anton")]
    [InlineData("cognito:user_status = \"force_change_password\"", "ann", "anton")]
    [InlineData("cognito:user_status ^= \"CONF\"", "bert")]
    [InlineData("cognito:user_status = \"NONE\"")]
    [InlineData("status = \"Enabled\"", "ann", "bert")]
    [InlineData("status = \"Disabled\"", "anton")]
    [InlineData("status ^= \"\"", "ann", "anton", "bert")]
    [InlineData("", "ann", "anton", "bert")]
    public async Task A_filter_picks_the_users_it_matches(string filter, params string[] expected)
    {
        var pool = await server.CreatePoolAsync();
        await server.AdminCreateAsync(pool, "ann", "email=ann@example.com", "given_name=Ann \"Red\" O'Neil");
        await server.AdminCreateAsync(pool, "anton", "email=anton@example.com", "name=Äpfel");
        await server.AdminCreateAsync(pool, "bert", "email=bert@example.com", "name=Ä\U0001F600");
        await server.SetPasswordAsync(pool, "bert", UserCalls.Password);
        await server.CallAsync("AdminDisableUser", new { UserPoolId = pool, Username = "anton" });

        var answer = await ListAsync(pool, new { Filter = filter });

        Names(answer.ShouldSucceed()).Order(StringComparer.Ordinal).ShouldBe(expected);
    }

    [Fact]
    public async Task A_user_is_found_by_sub()
    {
        var pool = await server.CreatePoolAsync();
        var made = await server.AdminCreateAsync(pool, "ann");
        await server.AdminCreateAsync(pool, "bert");
        var sub = made.Attribute("sub")!;

        Names(await ListAsync(pool, new { Filter = $"sub = \"{sub}\"" })).ShouldBe(["ann"]);
        Names(await ListAsync(pool, new { Filter = $"sub ^= \"{sub[..20]}\"" })).ShouldBe(["ann"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("username ^= \"user\"")]
    [InlineData("name = \"Same\"")]
    [InlineData("name ^= \"Sa\"")]
    [InlineData("email ^= \"m\"")]
    [InlineData("status = \"Enabled\"")]
    [InlineData("cognito:user_status ^= \"F\"")]
    public async Task Page_by_page_every_user_comes_once(string? filter)
    {
        var pool = await server.CreatePoolAsync();
        var expected = Enumerable.Range(0, 11).Select(i => $"user{i:00}").ToList();
        foreach (var name in expected)
        {
            (await server.AdminCreateAsync(pool, name, "name=Same", $"email=m{name[^1]}@example.com")).ShouldSucceed();
        }

        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = await ListAsync(pool, new { Filter = filter ?? "", Limit = 3, PaginationToken = token ?? "-" }, token);
            Names(page.ShouldSucceed()).Count.ShouldBeLessThanOrEqualTo(3);
            seen.AddRange(Names(page));
            token = page.Text("PaginationToken");
        }
        while (token is not null);

        seen.Order(StringComparer.Ordinal).ShouldBe(expected);
    }

    [Fact]
    public async Task A_token_is_good_for_its_own_list_only()
    {
        var (pool, other) = (await server.CreatePoolAsync(), await server.CreatePoolAsync());
        await server.AdminCreateAsync(pool, "ann");
        await server.AdminCreateAsync(pool, "bert");
        var token = (await ListAsync(pool, new { Limit = 1 })).Text("PaginationToken");

        (await ListAsync(pool, new { Limit = 1, PaginationToken = token })).ShouldSucceed();
        (await ListAsync(other, new { PaginationToken = token })).ShouldRefuse("InvalidParameterException");
        (await ListAsync(pool, new { PaginationToken = token, Filter = "username ^= \"a\"" }))
            .ShouldRefuse("InvalidParameterException");
        (await ListAsync(pool, new { PaginationToken = "made-up" })).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task Only_the_attributes_asked_for_are_told()
    {
        var pool = await server.CreatePoolAsync();
        await server.AdminCreateAsync(pool, "ann", "email=ann@example.com", "name=Ann");

        var answer = await ListAsync(pool, new { AttributesToGet = new[] { "email", "locale" } });

        answer.Json.GetProperty("Users")[0].GetProperty("Attributes").GetArrayLength().ShouldBe(1);
        answer.Text("Users.0.Attributes.0.Value").ShouldBe("ann@example.com");
        (await ListAsync(pool, new { AttributesToGet = new[] { "custom:none" } })).ShouldRefuse(
            "InvalidParameterException",
            "One or more requested attributes do not exist in user pool.");
    }

    [Fact]
    public async Task A_limit_of_nought_means_sixty()
    {
        var pool = await server.CreatePoolAsync();
        await server.AdminCreateAsync(pool, "ann");

        Names((await ListAsync(pool, new { Limit = 0 })).ShouldSucceed()).ShouldBe(["ann"]);
        (await ListAsync(pool, new { Limit = 61 })).ShouldRefuse("InvalidParameterException");
    }

    [Theory]
    [InlineData("email = \"x\" or \"1\"=\"1\"", "Error while parsing filter")]
    [InlineData("email = \"x\"; DROP TABLE users; --", "Error while parsing filter")]
    [InlineData("email LIKE \"%\"", "Error while parsing filter")]
    [InlineData("custom:secret = \"x\"", "Invalid search attribute: custom:secret")]
    public async Task An_injected_filter_is_refused(string filter, string message)
    {
        var pool = await server.CreatePoolAsync();

        var answer = await ListAsync(pool, new { Filter = filter });

        answer.ShouldRefuse("InvalidParameterException", message);
    }

    [Theory]
    [InlineData("' OR 1=1 --")]
    [InlineData("\\\" OR username ^= \\\"")]
    [InlineData("x' UNION SELECT * FROM users --")]
    public async Task An_injection_in_a_value_is_only_a_value(string value)
    {
        var pool = await server.CreatePoolAsync();
        await server.AdminCreateAsync(pool, "ann", "name=Ann");

        foreach (var filter in new[] { $"name = \"{value}\"", $"username ^= \"{value}\"", $"sub ^= \"{value}\"" })
        {
            Names((await ListAsync(pool, new { Filter = filter })).ShouldSucceed()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Other_pools_users_are_never_among_them()
    {
        var (pool, other) = (await server.CreatePoolAsync(), await server.CreatePoolAsync());
        await server.AdminCreateAsync(pool, "ann", "name=Ann");
        await server.AdminCreateAsync(other, "eve", "name=Ann");

        foreach (var filter in new[] { "", "name = \"Ann\"", "name ^= \"A\"", "status = \"Enabled\"", "username ^= \"e\"" })
        {
            Names(await ListAsync(pool, new { Filter = filter })).ShouldNotContain("eve");
        }
    }

    private static List<string> Names(ApiAnswer answer) =>
        [.. answer.Json.GetProperty("Users").EnumerateArray().Select(user => user.GetProperty("Username").GetString()!)];

    private Task<ApiAnswer> ListAsync(string pool, object members) => ListAsync(pool, members, "as given");

    /// <summary>Without a token the member is left out.</summary>
    private Task<ApiAnswer> ListAsync(string pool, object members, string? token)
    {
        var request = members.GetType().GetProperties()
            .Where(member => token is not null || member.Name != "PaginationToken")
            .ToDictionary(member => member.Name, member => member.GetValue(members));
        request["UserPoolId"] = pool;
        return server.CallAsync("ListUsers", request);
    }
}
