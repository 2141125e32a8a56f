using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class ListUserPoolsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Pools_come_in_pages_each_pool_once()
    {
        var made = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            made.Add(await server.CreatePoolAsync());
        }

        var listed = new List<string>();
        string? token = null;
        do
        {
            var page = await server.CallAsync("ListUserPools", new { MaxResults = 2, NextToken = token });
            listed.AddRange(page.ShouldSucceed().Json.GetProperty("UserPools").EnumerateArray()
                .Select(pool => pool.GetProperty("Id").GetString()!));
            token = page.Text("NextToken");
        }
        while (token is not null);

        listed.ShouldBeUnique();
        listed.ShouldBeSubsetOf(listed.Order(StringComparer.Ordinal));
        made.ShouldBeSubsetOf(listed);
    }

    [Fact]
    public async Task A_made_up_token_is_refused()
    {
        var answer = await server.CallAsync("ListUserPools", new { MaxResults = 2, NextToken = "made-up" });

        answer.ShouldRefuse("InvalidParameterException", "Invalid pagination token.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public async Task MaxResults_lies_between_1_and_60(int maxResults)
    {
        var answer = await server.CallAsync("ListUserPools", new { MaxResults = maxResults });

        answer.ShouldRefuse("InvalidParameterException");
    }
}
