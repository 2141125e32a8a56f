namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

internal static partial class SampleCalls
{
    private static readonly Dictionary<string, Func<SampleWorld, Task<object>>> MessageCalls = new()
    {
        ["ListMessageDeliveries"] = async w =>
        {
            var name = (await w.NewSignUpAsync()).Name;
            return new { UserPoolId = w.PoolId, Username = name, MaxResults = 10 };
        },
    };
}
