namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

internal static partial class SampleCalls
{
    private static readonly Dictionary<string, Func<SampleWorld, Task<object>>> TriggerCalls = new()
    {
        ["ListTriggerCalls"] = async w => new { UserPoolId = (await w.NewTriggerCallAsync()).PoolId },
        ["ReplayTriggerCall"] = async w =>
        {
            var (poolId, callId) = await w.NewTriggerCallAsync();
            return new { UserPoolId = poolId, CallId = callId };
        },
    };
}
