using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Groups;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Triggers;

public sealed partial class Triggers
{
    private const string PreTokenGeneration = "PreTokenGeneration";

    /// <summary>Whether tokens of users are shown to a trigger before they are made.</summary>
    internal bool HasPreTokenGeneration => TokenTrigger is not null;

    /// <summary>The trigger and the version of its event; PreTokenGenerationConfig decides where both are named.</summary>
    private (string Arn, int Version)? TokenTrigger => Config switch
    {
        { PreTokenGenerationConfig: { LambdaArn: { } arn } config } => (arn, config.LambdaVersion switch
        {
            "V2_0" => 2,
            "V3_0" => 3,
            _ => 1,
        }),
        { PreTokenGeneration: { } arn } => (arn, 1),
        _ => null,
    };

    /// <summary>TokenGeneration_…: before tokens of a user are made; null where nothing is to be changed.</summary>
    /// <param name="source">
    /// The reason: Authentication, HostedAuth, NewPasswordChallenge, AuthenticateDevice, RefreshTokens.
    /// </param>
    /// <param name="client">The client that gets them.</param>
    /// <param name="user">Whom they are about.</param>
    /// <param name="groups">The user's, by precedence.</param>
    /// <param name="scopes">Granted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async Task<ClaimOverrides?> PreTokenGenerationAsync(
        string source,
        ClientSnapshot client,
        User user,
        IReadOnlyList<Group> groups,
        IReadOnlyList<string> scopes,
        CancellationToken cancellationToken)
    {
        if (TokenTrigger is not var (arn, version))
        {
            return null;
        }

        var request = new JsonObject
        {
            ["userAttributes"] = AttributesOf(user),
            ["groupConfiguration"] = ConfigurationOf(groups),
            ["clientMetadata"] = Texts(_details.ClientMetadata),
        };
        return await CallAsync(arn, version, source, client, user.Username, request, scopes, cancellationToken);
    }

    /// <summary>TokenGeneration_ClientCredentials, of version 3 alone: before a client's own token is made.</summary>
    internal async Task<ClaimOverrides?> PreTokenGenerationAsync(
        ClientSnapshot client,
        IReadOnlyList<string> scopes,
        CancellationToken cancellationToken)
    {
        if (TokenTrigger is not (var arn, 3))
        {
            return null;
        }

        var request = new JsonObject
        {
            ["userAttributes"] = new JsonObject(),
            ["groupConfiguration"] = null,
            ["clientMetadata"] = Texts(_details.ClientMetadata),
        };
        return await CallAsync(arn, 3, "ClientCredentials", client, "ClientCredentials", request, scopes, cancellationToken);
    }

    private Task<ClaimOverrides?> CallAsync(
        string arn,
        int version,
        string source,
        ClientSnapshot client,
        string username,
        JsonObject request,
        IReadOnlyList<string> scopes,
        CancellationToken cancellationToken)
    {
        var details = version == 1 ? "claimsOverrideDetails" : "claimsAndScopeOverrideDetails";
        if (version > 1)
        {
            request["scopes"] = List(scopes);
        }

        return CallAsync(
            PreTokenGeneration,
            arn,
            $"TokenGeneration_{source}",
            client,
            username,
            request,
            new JsonObject { [details] = null },
            answer => answer.ObjectAt(details) is { } overrides ? TokenOverrides.Read(overrides, version) : null,
            cancellationToken,
            version);
    }

    private static JsonObject ConfigurationOf(IReadOnlyList<Group> groups) => new()
    {
        ["groupsToOverride"] = List(groups.Select(group => group.Name)),
        ["iamRolesToOverride"] = List(groups.Select(group => group.RoleArn).OfType<string>().Distinct()),
        ["preferredRole"] = IdTokenClaims.PreferredRole(groups),
    };

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
