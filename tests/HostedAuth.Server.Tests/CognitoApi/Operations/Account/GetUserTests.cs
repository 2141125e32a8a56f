using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Account;

public sealed class GetUserTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_user_reads_their_attributes_the_sub_first()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "ada", People.NewEmail());

        var answer = await server.CallPublicAsync(
            "GetUser",
            new { AccessToken = await server.AccessTokenAsync(clientId, "ada") });

        answer.ShouldSucceed().Text("Username").ShouldBe("ada");
        answer.Text("UserAttributes.0.Name").ShouldBe("sub");
        answer.Body.ShouldContain($$"""{"Name":"email","Value":"{{email}}"}""");
        answer.Body.ShouldContain("""{"Name":"email_verified","Value":"true"}""");
    }

    [Fact]
    public async Task What_the_client_may_not_read_is_left_out()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(clientMembers: new { ReadAttributes = new[] { "name" } });
        await server.JoinAsync(clientId, "ada", People.NewEmail());

        var answer = await server.CallPublicAsync(
            "GetUser",
            new { AccessToken = await server.AccessTokenAsync(clientId, "ada") });

        answer.ShouldSucceed().Body.ShouldNotContain("email");
    }

    [Fact]
    public async Task An_ID_token_is_no_access_token()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        var idToken = (await server.SignInAsync(clientId, "ada")).Text("AuthenticationResult.IdToken");

        var answer = await server.CallPublicAsync("GetUser", new { AccessToken = idToken });

        answer.ShouldRefuse("NotAuthorizedException", "Invalid Access Token");
    }
}
