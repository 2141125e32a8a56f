using System.Security.Cryptography;
using System.Text;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Clients;

/// <summary>AddUserPoolClientSecret, ListUserPoolClientSecrets, DeleteUserPoolClientSecret.</summary>
public sealed class ClientSecretsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Own = "an_own_secret_of_24_char";

    [Fact]
    public async Task A_secret_that_the_server_makes_is_told_once()
    {
        var (pool, client) = await MakeAsync();

        var added = await CallAsync("Add", pool, client.Id);
        var listed = await CallAsync("List", pool, client.Id);

        var id = added.ShouldSucceed().Text("ClientSecretDescriptor.ClientSecretId").ShouldNotBeNull();
        id.ShouldMatch($"^{client.Id}--[0-9]+$");
        var value = added.Text("ClientSecretDescriptor.ClientSecretValue").ShouldNotBeNull();
        listed.ShouldSucceed().Json.GetProperty("ClientSecrets").GetArrayLength().ShouldBe(2);
        listed.Text("ClientSecrets.1.ClientSecretId").ShouldBe(id);
        listed.Text("ClientSecrets.0.ClientSecretId").ShouldNotBe(id);
        listed.Text("ClientSecrets.1.ClientSecretCreateDate").ShouldBe(added.Text("ClientSecretDescriptor.ClientSecretCreateDate"));
        listed.Body.ShouldNotContain(value);
        listed.Body.ShouldNotContain(client.Secret!);
    }

    [Fact]
    public async Task A_secret_that_was_brought_is_not_told_back()
    {
        var (pool, client) = await MakeAsync();

        var added = await CallAsync("Add", pool, client.Id, new { ClientSecret = Own });

        added.ShouldSucceed().Body.ShouldNotContain(Own);
        (await ServesAsync(pool, client.Id, Own)).ShouldBeTrue();
    }

    [Fact]
    public async Task Both_secrets_are_good_everywhere_until_one_is_deleted_and_the_newest_is_the_one_described()
    {
        var (pool, client) = await MakeAsync();
        var first = (await CallAsync("List", pool, client.Id)).Text("ClientSecrets.0.ClientSecretId");
        var second = (await CallAsync("Add", pool, client.Id)).Text("ClientSecretDescriptor.ClientSecretValue")!;

        (await ServesAsync(pool, client.Id, client.Secret!)).ShouldBeTrue();
        (await ServesAsync(pool, client.Id, second)).ShouldBeTrue();
        (await HashServesAsync(client.Id, client.Secret!)).ShouldBeTrue();
        (await HashServesAsync(client.Id, second)).ShouldBeTrue();
        var described = await server.CallAsync("DescribeUserPoolClient", new { UserPoolId = pool, ClientId = client.Id });
        described.Text("UserPoolClient.ClientSecret").ShouldBe(second);

        (await CallAsync("Delete", pool, client.Id, new { ClientSecretId = first })).ShouldSucceed();

        (await ServesAsync(pool, client.Id, client.Secret!)).ShouldBeFalse();
        (await HashServesAsync(client.Id, client.Secret!)).ShouldBeFalse();
        (await ServesAsync(pool, client.Id, second)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_third_secret_is_refused_until_one_of_the_two_is_gone()
    {
        var (pool, client) = await MakeAsync();
        var added = await CallAsync("Add", pool, client.Id);

        (await CallAsync("Add", pool, client.Id)).ShouldRefuse("LimitExceededException");
        var id = added.Text("ClientSecretDescriptor.ClientSecretId");
        (await CallAsync("Delete", pool, client.Id, new { ClientSecretId = id })).ShouldSucceed().Body.ShouldBe("{}");
        (await CallAsync("Add", pool, client.Id)).ShouldSucceed();
    }

    [Fact]
    public async Task Of_many_at_once_one_is_added()
    {
        var (pool, client) = await MakeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => CallAsync("Add", pool, client.Id)));

        answers.Count(answer => answer.Error is null).ShouldBe(1);
        answers.Where(answer => answer.Error is not null).ShouldAllBe(answer => answer.Error == "LimitExceededException");
    }

    [Fact]
    public async Task The_last_secret_stays()
    {
        var (pool, client) = await MakeAsync();
        var only = (await CallAsync("List", pool, client.Id)).Text("ClientSecrets.0.ClientSecretId");

        (await CallAsync("Delete", pool, client.Id, new { ClientSecretId = only })).ShouldRefuse("InvalidParameterException");
        (await CallAsync("Delete", pool, client.Id, new { ClientSecretId = "none" })).ShouldRefuse("ResourceNotFoundException");
        (await ServesAsync(pool, client.Id, client.Secret!)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("too_short_secret_of_23c")]
    [InlineData("not a secret of 24 chars")]
    public async Task A_secret_that_the_contract_does_not_have_is_refused(string secret)
    {
        var (pool, client) = await MakeAsync();

        var answer = await CallAsync("Add", pool, client.Id, new { ClientSecret = secret });

        answer.ShouldRefuse("InvalidParameterException");
        answer.Body.ShouldNotContain(secret);
    }

    [Fact]
    public async Task The_secret_that_there_is_can_not_be_added_again()
    {
        var (pool, client) = await MakeAsync();

        (await CallAsync("Add", pool, client.Id, new { ClientSecret = client.Secret })).ShouldRefuse("InvalidParameterException");
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("List")]
    [InlineData("Delete")]
    public async Task A_public_client_has_none_and_an_unknown_one_is_not_found(string verb)
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);

        (await CallAsync(verb, pool, client.Id, new { ClientSecretId = "one" })).ShouldRefuse("InvalidParameterException");
        (await CallAsync(verb, pool, "unknown", new { ClientSecretId = "one" })).ShouldRefuse("ResourceNotFoundException");
    }

    private async Task<(string Pool, TestClient Client)> MakeAsync()
    {
        var pool = await server.CreatePoolAsync();
        (await server.CallAsync(
            "CreateResourceServer",
            new { UserPoolId = pool, Identifier = "api", Name = "api", Scopes = new[] { new { ScopeName = "read", ScopeDescription = "-" } } }))
            .ShouldSucceed();
        var client = await server.CreateClientAsync(pool, new
        {
            GenerateSecret = true,
            AllowedOAuthFlows = new[] { "client_credentials" },
            AllowedOAuthScopes = new[] { "api/read" },
            AllowedOAuthFlowsUserPoolClient = true,
        });
        return (pool, client);
    }

    private Task<ApiAnswer> CallAsync(string verb, string pool, string client, object? more = null)
    {
        var operation = verb == "List" ? "ListUserPoolClientSecrets" : $"{verb}UserPoolClientSecret";
        return server.CallAsync(
            operation,
            JsonMembers.Of(more ?? new { }, ("UserPoolId", pool), ("ClientId", client)));
    }

    /// <summary>Whether the token endpoint takes it.</summary>
    private async Task<bool> ServesAsync(string pool, string client, string secret)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client,
            ["client_secret"] = secret,
        });
        using var answer = await server.Http.PostAsync($"/{pool}/oauth2/token", form);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Whether the API takes its hash: what is refused then is the user.</summary>
    private async Task<bool> HashServesAsync(string client, string secret)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes("ada" + client));
        var answer = await server.CallPublicAsync("InitiateAuth", new
        {
            ClientId = client,
            AuthFlow = "USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = "ada", PASSWORD = "Wrong-horse-7", SECRET_HASH = Convert.ToBase64String(hash) },
        });
        return !answer.Text("message")!.StartsWith("Unable to verify secret hash", StringComparison.Ordinal);
    }
}
