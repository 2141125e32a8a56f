using System.Text.Json.Nodes;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Triggers;
using HostedAuth.Server.Tests.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Triggers;

public sealed class InboundFederationTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private static readonly ProviderAnswer Google = new("Google", "Google", "1085", new Dictionary<string, IReadOnlyDictionary<string, string>>
    {
        ["tokenResponse"] = new Dictionary<string, string> { ["access_token"] = "ya29", ["expires_in"] = "3599" },
        ["idToken"] = new Dictionary<string, string> { ["sub"] = "1085", ["email"] = "Ada@Example.com", ["email_verified"] = "true" },
        ["userInfo"] = new Dictionary<string, string> { ["sub"] = "1085", ["given_name"] = "Ada" },
    });

    [Fact]
    public async Task The_function_gets_the_event_of_AWS_and_its_attributes_are_mapped_alone()
    {
        var (poolId, clientId) = await OpenAsync(ServerWithFunctions.Arn);
        server.Handle(_ => new { userAttributesToMap = new { sub = "1085", email = "ada@example.com" } });

        var attributes = await CallAsync(poolId, clientId, Google);

        attributes.ShouldBe(new Dictionary<string, string> { ["sub"] = "1085", ["email"] = "ada@example.com" });
        JsonShould.Be(
            server.Events(poolId).ShouldHaveSingleItem().ToJsonString(),
            $$$$"""
            {"version":"1","region":"us-east-1","userPoolId":"{{{{poolId}}}}","userName":"1085",
             "callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"{{{{clientId}}}}"},
             "triggerSource":"InboundFederation_ExternalProvider",
             "request":{"providerName":"Google","providerType":"Google","attributes":{
              "tokenResponse":{"access_token":"ya29","expires_in":"3599"},
              "idToken":{"sub":"1085","email":"Ada@Example.com","email_verified":"true"},
              "userInfo":{"sub":"1085","given_name":"Ada"}}},
             "response":{"userAttributesToMap":{}}}
            """);
    }

    [Fact]
    public async Task A_webhook_gets_the_answer_of_a_SAML_provider()
    {
        var (poolId, clientId) = await OpenAsync("arn:hostedauth:webhook::0:mine");
        server.Functions.Answers = _ => new("""{"userAttributesToMap":{"groups":"[admins]"}}""");

        var attributes = await CallAsync(poolId, clientId, new("Okta", "SAML", "ada@acme.example", new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["samlResponse"] = new Dictionary<string, string> { ["groups"] = "[admins, users]" },
        }));

        attributes!["groups"].ShouldBe("[admins]");
        server.Events(poolId).Single()["request"]!.ToJsonString().ShouldBe(
            """{"providerName":"Okta","providerType":"SAML","attributes":{"samlResponse":{"groups":"[admins, users]"}}}""");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"userAttributesToMap":{}}""")]
    [InlineData("""{"userAttributesToMap":null}""")]
    public async Task Without_attributes_all_stays_as_it_came(string response)
    {
        var (poolId, clientId) = await OpenAsync(ServerWithFunctions.Arn);
        server.Handle(_ => JsonNode.Parse(response));

        (await CallAsync(poolId, clientId, Google)).ShouldBeNull();

        server.Sources(poolId).ShouldBe(["InboundFederation_ExternalProvider"]);
    }

    [Fact]
    public async Task Who_throws_refuses_the_sign_in_and_the_call_is_listed_without_the_event()
    {
        var (poolId, clientId) = await OpenAsync(ServerWithFunctions.Arn);
        server.Handle(_ => "Not of this tenant");

        var refusal = await Should.ThrowAsync<AuthException>(() => CallAsync(poolId, clientId, Google));

        refusal.Error.Kind.ShouldBe(ErrorKind.UserLambdaValidation);
        refusal.Error.Message.ShouldBe("InboundFederation failed with error Not of this tenant.");
        var calls = (await server.CallAsync("ListTriggerCalls", new { UserPoolId = poolId })).ShouldSucceed();
        calls.Text("TriggerCalls.0.TriggerSource").ShouldBe("InboundFederation_ExternalProvider");
        calls.Text("TriggerCalls.0.Outcome").ShouldBe("Refused");
        calls.Text("TriggerCalls.0.Replayable").ShouldBe("false");
    }

    [Fact]
    public async Task Without_the_trigger_nobody_is_asked()
    {
        var (poolId, clientId) = await server.OpenAsync(new { PreSignUp = ServerWithFunctions.Arn });

        (await CallAsync(poolId, clientId, Google)).ShouldBeNull();

        server.Events(poolId).ShouldBeEmpty();
    }

    private Task<(string PoolId, string ClientId)> OpenAsync(string arn) =>
        server.OpenAsync(new { InboundFederation = new { LambdaArn = arn, LambdaVersion = "V1_0" } });

    private Task<IReadOnlyDictionary<string, string>?> CallAsync(string poolId, string clientId, ProviderAnswer answer) =>
        server.InPoolAsync(poolId, services => services.GetRequiredService<Core.Triggers.Triggers>().InboundFederationAsync(
            services.GetRequiredService<PoolScope>().Pool.RequireClient(clientId), answer, CancellationToken.None));
}
