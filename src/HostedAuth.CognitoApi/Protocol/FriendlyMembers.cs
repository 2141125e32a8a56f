using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.CognitoApi.Protocol.Contract;
using HostedAuth.Core.UserPools;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>
/// Members as widely read guides print them, put as the contract has them: the flow <c>authorization_code</c> of an app
/// client is taken as <c>code</c> (a strict pool is not so friendly), and the challenge <c>EMAIL_MFA</c>, which AWS's prose
/// knows and its enum doesn't, as <c>EMAIL_OTP</c>.
/// </summary>
internal sealed class FriendlyMembers(PoolDirectory directory)
{
    private const string Flows = "AllowedOAuthFlows";
    private const string Misnomer = "authorization_code";
    private const string Challenge = "ChallengeName";

    /// <summary>
    /// The members as the contract has them. Text that is no Unicode is left for the contract's check to refuse.
    /// </summary>
    public async ValueTask<JsonElement> ApplyAsync(
        OperationContract operation,
        JsonElement body,
        CancellationToken cancellationToken)
    {
        try
        {
            if (IsEmailMfa(operation, body))
            {
                return RenameChallenge(body);
            }

            return IsMisnamed(operation, body) && !await IsStrictAsync(body, cancellationToken) ? Rename(body) : body;
        }
        catch (InvalidOperationException)
        {
            return body;
        }
    }

    private static bool IsEmailMfa(OperationContract operation, JsonElement body) =>
        operation.Name is "RespondToAuthChallenge" or "AdminRespondToAuthChallenge"
        && body.TryGetProperty(Challenge, out var name)
        && name.ValueKind is JsonValueKind.String
        && name.ValueEquals("EMAIL_MFA");

    private static JsonElement RenameChallenge(JsonElement body)
    {
        var members = JsonObject.Create(body)!;
        members[Challenge] = "EMAIL_OTP";
        return JsonSerializer.SerializeToElement(members);
    }

    private static bool IsMisnamed(OperationContract operation, JsonElement body) =>
        operation.Name is "CreateUserPoolClient" or "UpdateUserPoolClient"
        && body.TryGetProperty(Flows, out var flows)
        && flows.ValueKind is JsonValueKind.Array
        && flows.EnumerateArray().Any(flow => flow.ValueKind is JsonValueKind.String && flow.ValueEquals(Misnomer));

    private async ValueTask<bool> IsStrictAsync(JsonElement body, CancellationToken cancellationToken) =>
        body.TryGetProperty("UserPoolId", out var poolId)
        && poolId.ValueKind is JsonValueKind.String
        && await directory.FindAsync(poolId.GetString()!, cancellationToken) is { IsStrict: true };

    private static JsonElement Rename(JsonElement body)
    {
        var members = JsonObject.Create(body)!;
        var flows = body.GetProperty(Flows).EnumerateArray()
            .Select(flow => flow.ValueKind is JsonValueKind.String && flow.ValueEquals(Misnomer) ? "\"code\"" : flow.GetRawText())
            .Distinct()
            .Select(flow => JsonNode.Parse(flow));
        members[Flows] = new JsonArray([.. flows]);
        return JsonSerializer.SerializeToElement(members);
    }
}
