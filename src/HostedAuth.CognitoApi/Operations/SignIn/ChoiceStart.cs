using System.Globalization;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;

namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <summary>
/// Begins USER_AUTH: by the session of a sign-up, by an access token whose level is to be raised, else by a first factor to
/// choose.
/// </summary>
internal sealed class ChoiceStart(SignInFlow flow, SignInDemand demand, PoolScope scope, AccessTokens accessTokens)
{
    private const string Levels = "TARGET_ACR_VALUES";
    private const string MaxAge = "MAX_AGE";
    private const string AccessToken = "ACCESS_TOKEN";

    /// <summary>
    /// Refuses with InvalidParameter levels that the pool hasn't, or a token without them; with FeatureUnavailableInTier
    /// where none can be demanded; and as the flow does.
    /// </summary>
    public async Task<SignInStep> BeginAsync(
        ClientSnapshot client,
        string username,
        IReadOnlyDictionary<string, string> parameters,
        string? session,
        CancellationToken cancellationToken)
    {
        demand.Levels = LevelsOf(parameters);
        var maxAge = MaxAgeOf(parameters);
        if (parameters.GetValueOrDefault(AccessToken) is { Length: > 0 } token)
        {
            AuthError.RefuseInvalid(demand.Levels.Count == 0, $"{AccessToken} requires {Levels}.");
            var identity = await accessTokens.VerifyAsync(token, Scopes.SelfService, cancellationToken);
            return await flow.StepUpAsync(client, username, identity, maxAge, parameters, cancellationToken);
        }

        var preferred = parameters.GetValueOrDefault(SelectChallenge.Preference);
        return session is null
            ? await flow.StartByChoiceAsync(client, username, preferred, parameters, cancellationToken)
            : await flow.StartWithSignUpAsync(client, username, session, parameters, cancellationToken);
    }

    private IReadOnlyList<int> LevelsOf(IReadOnlyDictionary<string, string> parameters)
    {
        if (!parameters.TryGetValue(Levels, out var values))
        {
            return [];
        }

        if (!AuthenticationLevels.CanBeDemanded(scope.Pool))
        {
            throw AuthError.LevelsNotInTier.AsException();
        }

        var levels = AuthenticationLevels.Parse(scope.Pool, values);
        return levels.Count > 0 ? levels : throw AuthError.LevelsUnknown.AsException();
    }

    private static TimeSpan? MaxAgeOf(IReadOnlyDictionary<string, string> parameters)
    {
        if (!parameters.TryGetValue(MaxAge, out var text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : throw AuthError.InvalidParameter($"{MaxAge} must be a number of seconds.").AsException();
    }
}
