using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;

namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

// A neighbour who is called.
public sealed partial class SampleWorld
{
    private readonly LyingServer _neighbour = new();

    protected override IEnumerable<string> Arguments =>
    [
        "--Outbound:AllowedHosts:0=localhost",
        $"--Webhooks:neighbour:Url={_neighbour.Address}",
        "--Webhooks:neighbour:Secret=0123456789abcdef",
    ];

    /// <summary>A pool with a call of PostConfirmation.</summary>
    internal async Task<(string PoolId, string CallId)> NewTriggerCallAsync()
    {
        var (poolId, clientId) = await this.CreateOpenPoolAsync(
            new { LambdaConfig = new { PostConfirmation = "arn:hostedauth:webhook::0:neighbour" } });
        (await this.SignUpAsync(clientId, "ada")).ShouldSucceed();
        (await CallAsync("AdminConfirmSignUp", new { UserPoolId = poolId, Username = "ada" })).ShouldSucceed();
        var calls = await CallAsync("ListTriggerCalls", new { UserPoolId = poolId });
        return (poolId, calls.ShouldSucceed().Text("TriggerCalls.0.CallId")!);
    }
}
