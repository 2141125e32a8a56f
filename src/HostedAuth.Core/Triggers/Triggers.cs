using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools.Settings;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Triggers;

/// <summary>
/// The pool's triggers, one file for each event. Each does nothing where the pool has none; none is called inside a
/// transaction. All refuse as <see cref="TriggerCaller"/> does.
/// </summary>
public sealed partial class Triggers
{
    private readonly PoolScope _scope;
    private readonly CallDetails _details;
    private readonly TriggerCaller _caller;

    internal Triggers(PoolScope scope, CallDetails details, TriggerCaller caller) =>
        (_scope, _details, _caller) = (scope, details, caller);

    private LambdaConfig? Config => _scope.Pool.Settings.LambdaConfig;

    private Task<JsonObject> CallAsync(
        string name,
        string arn,
        string source,
        ClientSnapshot? client,
        string username,
        JsonObject request,
        JsonObject response,
        CancellationToken cancellationToken) =>
        _caller.CallAsync(
            name,
            arn,
            new JsonObject
            {
                ["version"] = "1",
                ["region"] = _scope.Pool.Id.Split('_')[0],
                ["userPoolId"] = _scope.Pool.Id,
                ["userName"] = username,
                ["callerContext"] = new JsonObject
                {
                    ["awsSdkVersion"] = "aws-sdk-unknown-unknown",
                    ["clientId"] = client?.ClientId ?? "CLIENT_ID_NOT_APPLICABLE",
                },
                ["triggerSource"] = source,
                ["request"] = request,
                ["response"] = response,
            },
            cancellationToken);

    /// <summary>The user as events show them: texts all, with the sub and the status.</summary>
    private static JsonObject AttributesOf(User user) => Texts(
    [
        new("sub", user.Id),
        new("cognito:user_status", user.Status.ToString()),
        .. user.Attributes,
    ]);

    private static JsonObject Texts(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var texts = new JsonObject();
        foreach (var (name, value) in pairs)
        {
            texts[name] = value;
        }

        return texts;
    }

    /// <summary>A flag of a response; absent or null is false. Refuses with InvalidLambdaResponse what is no flag.</summary>
    private static bool Flag(JsonObject response, string name) => response[name] switch
    {
        null => false,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw AuthError.TriggerAnswerUnreadable.AsException(),
    };
}
