using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Protocol;

/// <summary>What a request says of its caller, sent to an operation whose contract doesn't know it.</summary>
public sealed class CallDetailsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("""{"UserContextData":"somewhere"}""")]
    [InlineData("""{"UserContextData":{"IpAddress":{"deep":[1]}}}""")]
    [InlineData("""{"ClientMetadata":5}""")]
    [InlineData("""{"ClientMetadata":{"a":{"b":1},"c":[2]}}""")]
    [InlineData("""{"ValidationData":"x"}""")]
    [InlineData("""{"ValidationData":[1,{"Name":2},{"Name":"a","Value":{}}]}""")]
    [InlineData("""{"ContextData":[]}""")]
    public async Task What_is_not_of_its_form_is_left_aside(string members)
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");
        var token = (await world.SignInAsync("alice")).Text("AuthenticationResult.AccessToken");

        var answer = await server.CallPublicAsync("GetUser", System.Text.Json.Nodes.JsonNode.Parse(
            $"{members[..^1]},\"AccessToken\":\"{token}\"}}")!);

        answer.ShouldSucceed().Text("Username").ShouldBe("alice");
    }
}
