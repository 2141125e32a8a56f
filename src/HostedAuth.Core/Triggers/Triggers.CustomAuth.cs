using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.SignIn.CustomAuth;

namespace HostedAuth.Core.Triggers;

// The three triggers of CUSTOM_AUTH. Each refuses with CustomAuthNotConfigured where the pool has none.
public sealed partial class Triggers
{
    /// <summary>DefineAuthChallenge_Authentication: what comes next.</summary>
    internal Task<DefinedChallenge> DefineAuthChallengeAsync(
        ClientSnapshot client,
        Claimant claimant,
        IReadOnlyList<CustomRound> rounds,
        CancellationToken cancellationToken) =>
        CallCustomAuthAsync(
            "DefineAuthChallenge",
            Config?.DefineAuthChallenge,
            client,
            claimant,
            new JsonObject { ["session"] = SessionOf(rounds) },
            new JsonObject { ["challengeName"] = null, ["issueTokens"] = null, ["failAuthentication"] = null },
            response => new DefinedChallenge(
                response.TextAt("challengeName"),
                response.FlagAt("issueTokens"),
                response.FlagAt("failAuthentication")),
            cancellationToken);

    /// <summary>CreateAuthChallenge_Authentication: what CUSTOM_CHALLENGE asks.</summary>
    internal Task<CreatedChallenge> CreateAuthChallengeAsync(
        ClientSnapshot client,
        Claimant claimant,
        string challengeName,
        IReadOnlyList<CustomRound> rounds,
        CancellationToken cancellationToken) =>
        CallCustomAuthAsync(
            "CreateAuthChallenge",
            Config?.CreateAuthChallenge,
            client,
            claimant,
            new JsonObject { ["challengeName"] = challengeName, ["session"] = SessionOf(rounds) },
            new JsonObject
            {
                ["publicChallengeParameters"] = null,
                ["privateChallengeParameters"] = null,
                ["challengeMetadata"] = null,
            },
            response => new CreatedChallenge(
                response.MapAt("publicChallengeParameters"),
                response.MapAt("privateChallengeParameters"),
                response.TextAt("challengeMetadata")),
            cancellationToken);

    /// <summary>VerifyAuthChallengeResponse_Authentication: whether the answer is right.</summary>
    internal Task<bool> VerifyAuthChallengeResponseAsync(
        ClientSnapshot client,
        Claimant claimant,
        IReadOnlyDictionary<string, string> privateParameters,
        string answer,
        CancellationToken cancellationToken) =>
        CallCustomAuthAsync(
            "VerifyAuthChallengeResponse",
            Config?.VerifyAuthChallengeResponse,
            client,
            claimant,
            new JsonObject { ["privateChallengeParameters"] = Texts(privateParameters), ["challengeAnswer"] = answer },
            new JsonObject { ["answerCorrect"] = null },
            response => response.FlagAt("answerCorrect"),
            cancellationToken);

    private Task<T> CallCustomAuthAsync<T>(
        string name,
        string? arn,
        ClientSnapshot client,
        Claimant claimant,
        JsonObject request,
        JsonObject response,
        Func<JsonObject, T> read,
        CancellationToken cancellationToken)
    {
        request["userAttributes"] = AttributesOf(claimant);
        request["userNotFound"] = claimant.User is null;
        request["clientMetadata"] = Texts(_details.ClientMetadata);
        return CallAsync(
            name,
            arn ?? throw AuthError.CustomAuthNotConfigured.AsException(),
            $"{name}_Authentication",
            client,
            NameOf(claimant),
            request,
            response,
            read,
            cancellationToken);
    }

    private static JsonArray SessionOf(IReadOnlyList<CustomRound> rounds) =>
    [
        .. rounds.Select(round => new JsonObject
        {
            ["challengeName"] = round.Challenge,
            ["challengeResult"] = round.Result,
            ["challengeMetadata"] = round.Metadata,
        }),
    ];
}

/// <summary>What DefineAuthChallenge decided.</summary>
/// <param name="ChallengeName">The next challenge; null for none.</param>
/// <param name="IssuesTokens">Nothing more is asked.</param>
/// <param name="Fails">The sign-in ends.</param>
internal sealed record DefinedChallenge(string? ChallengeName, bool IssuesTokens, bool Fails);

/// <summary>What CreateAuthChallenge made.</summary>
/// <param name="Shown">publicChallengeParameters.</param>
/// <param name="Kept">privateChallengeParameters, for VerifyAuthChallengeResponse alone.</param>
/// <param name="Metadata">challengeMetadata, for the rounds that follow.</param>
internal sealed record CreatedChallenge(
    IReadOnlyDictionary<string, string> Shown,
    IReadOnlyDictionary<string, string> Kept,
    string? Metadata);
