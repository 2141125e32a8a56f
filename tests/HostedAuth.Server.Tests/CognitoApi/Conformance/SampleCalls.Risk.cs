namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

// Risk and what is kept of it.
internal static partial class SampleCalls
{
    private static readonly Dictionary<string, Func<SampleWorld, Task<object>>> RiskCalls = new()
    {
        ["AdminListUserAuthEvents"] = async w =>
            new { UserPoolId = w.PoolId, Username = (await w.NewAuthEventAsync()).Name, MaxResults = 10 },
        ["AdminUpdateAuthEventFeedback"] = async w =>
        {
            var (name, eventId, _) = await w.NewAuthEventAsync();
            return new { UserPoolId = w.PoolId, Username = name, EventId = eventId, FeedbackValue = "Valid" };
        },
        ["DescribeRiskConfiguration"] = Of(w => new { UserPoolId = w.PoolId, w.ClientId }),
        ["SetRiskConfiguration"] = Of(w => new
        {
            UserPoolId = w.PoolId,
            w.ClientId,
            RiskExceptionConfiguration = new { SkippedIPRangeList = new[] { "192.0.2.0/24" } },
        }),
        ["UpdateAuthEventFeedback"] = async w =>
        {
            var (name, eventId, token) = await w.NewAuthEventAsync();
            return new { UserPoolId = w.PoolId, Username = name, EventId = eventId, FeedbackToken = token, FeedbackValue = "Invalid" };
        },
    };
}
