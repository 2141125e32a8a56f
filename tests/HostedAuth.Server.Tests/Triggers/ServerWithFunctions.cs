using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;

namespace HostedAuth.Server.Tests.Triggers;

/// <summary>The program with functions behind a server of the test's own.</summary>
public class ServerWithFunctions : HostedAuthServer
{
    public const string Arn = "arn:aws:lambda:us-east-1:123456789012:function:any";

    internal LyingServer Functions { get; } = new();

    protected override IEnumerable<string> Arguments =>
    [
        "--Outbound:AllowedHosts:0=localhost",
        $"--Lambda:Endpoint={Functions.Address}",
        "--Lambda:AccessKeyId=AKIATRIGGERS",
        "--Lambda:SecretAccessKey=secret-of-triggers",
        $"--Webhooks:mine:Url={Functions.Address}hook",
        "--Webhooks:mine:Secret=0123456789abcdef",
    ];

    /// <summary>A pool with triggers, and a client that may sign in by password and custom challenges.</summary>
    internal Task<(string PoolId, string ClientId)> OpenAsync(object triggers, object? client = null) =>
        this.CreateOpenPoolAsync(
            new { LambdaConfig = triggers, AutoVerifiedAttributes = new[] { "email" } },
            client ?? new
            {
                ExplicitAuthFlows = new[]
                {
                    "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_USER_SRP_AUTH",
                },
            });

    /// <summary>As <see cref="OpenAsync"/>, with ada, confirmed, in it.</summary>
    internal async Task<(string PoolId, string ClientId)> OpenWithAdaAsync(object triggers, object? client = null)
    {
        var opened = await OpenAsync(triggers, client);
        await this.SignUpAsync(opened.ClientId, "ada", "ada@example.com");
        await this.CallAsync("AdminConfirmSignUp", new { UserPoolId = opened.PoolId, Username = "ada" });
        return opened;
    }

    /// <summary>Functions answer so: the event's response for an event; null leaves it as it came, a text throws it.</summary>
    internal void Handle(Func<JsonObject, object?> handler) => Functions.Answers = call =>
        handler((JsonObject)JsonNode.Parse(call.Body)!) switch
        {
            null => new Lie(call.Body),
            string error => new Lie(
                JsonSerializer.Serialize(new { errorMessage = error, errorType = "Exception" }), FunctionError: "Unhandled"),
            var response => Answer(call, response),
        };

    /// <summary>As a handler does: gives the event back, its response filled in.</summary>
    internal static Lie Answer(ReceivedCall call, object response)
    {
        var members = JsonNode.Parse(call.Body)!.AsObject();
        members["response"] = JsonSerializer.SerializeToNode(response);
        return new Lie(members.ToJsonString());
    }

    /// <summary>The events of the pool, in order.</summary>
    internal List<JsonObject> Events(string poolId) =>
    [
        .. Functions.Calls.Where(call => call.Body.Contains(poolId, StringComparison.Ordinal))
            .Select(call => JsonNode.Parse(call.Body)!.AsObject()),
    ];

    internal List<string> Sources(string poolId) => [.. Events(poolId).Select(content => (string)content["triggerSource"]!)];
}
