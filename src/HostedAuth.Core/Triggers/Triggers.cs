using System.Globalization;
using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
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

    /// <summary>Of a trigger that only may refuse: true, if it does not.</summary>
    private Task<bool> CallAsync(
        string name,
        string arn,
        string source,
        ClientSnapshot? client,
        string username,
        JsonObject request,
        CancellationToken cancellationToken) =>
        CallAsync(name, arn, source, client, username, request, [], _ => true, cancellationToken);

    private Task<T> CallAsync<T>(
        string name,
        string arn,
        string source,
        ClientSnapshot? client,
        string username,
        JsonObject request,
        JsonObject response,
        Func<JsonObject, T> read,
        CancellationToken cancellationToken,
        int version = 1) =>
        _caller.CallAsync(
            name, arn, EventOf(source, client, username, request, response, version), read, cancellationToken);

    private JsonObject EventOf(
        string source,
        ClientSnapshot? client,
        string username,
        JsonObject request,
        JsonObject response,
        int version = 1) => new()
        {
            ["version"] = version.ToString(CultureInfo.InvariantCulture),
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
        };

    /// <summary>The user as events show them: texts all, with the sub and the status.</summary>
    private JsonObject AttributesOf(User user) => Texts(
    [
        new("sub", user.Id),
        .. AliasesOf(user),
        new("cognito:user_status", user.Status.ToString()),
        .. user.ActiveFactors.Count > 0 ? [new("cognito:mfa_enabled", "true")] : Array.Empty<KeyValuePair<string, string>>(),
        .. user.Attributes,
    ]);

    /// <summary>The addresses that the user can sign in by beside the user name.</summary>
    private IEnumerable<KeyValuePair<string, string>> AliasesOf(User user) =>
        from attribute in (string[])["email", "phone_number"]
        where _scope.Pool.AliasAttributes.Contains(attribute) && user.HasVerified(attribute)
        select new KeyValuePair<string, string>($"cognito:{attribute}_alias", user.Attributes[attribute]);

    private static JsonObject Texts(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var texts = new JsonObject();
        foreach (var (name, value) in pairs)
        {
            texts[name] = value;
        }

        return texts;
    }
}
