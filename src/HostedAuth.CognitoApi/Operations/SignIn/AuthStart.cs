using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <summary>Begins a sign-in: what InitiateAuth and AdminInitiateAuth share.</summary>
internal sealed class AuthStart(
    SignInFlow flow,
    ChoiceStart choice,
    SignInAnswer answer,
    RefreshTokens refreshTokens,
    CallDetails details)
{
    private const string Username = "USERNAME";
    private const string RefreshToken = "REFRESH_TOKEN";
    private const string Hash = "SECRET_HASH";

    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>
    /// Refuses with InvalidParameter a flow that isn't for this client or caller, or a parameter that is missing; with
    /// NotAuthorized a wrong secret hash; and as the flow does.
    /// </summary>
    public async Task<SignInResponse> BeginAsync(
        ClientSnapshot client,
        string authFlow,
        IReadOnlyDictionary<string, string>? parameters,
        string? session,
        bool byAdministrator,
        CancellationToken cancellationToken)
    {
        parameters ??= Nothing;
        details.BeginSignIn();
        AuthFlowRules.Require(client, authFlow, byAdministrator);
        return authFlow switch
        {
            "USER_PASSWORD_AUTH" or "ADMIN_USER_PASSWORD_AUTH" or "ADMIN_NO_SRP_AUTH" =>
                await StepAsync(client, Password.ChallengeName, parameters, cancellationToken),
            "USER_SRP_AUTH" => await StepAsync(client, PasswordSrp.ChallengeName, parameters, cancellationToken),
            "USER_AUTH" => await ChooseAsync(client, parameters, session, cancellationToken),
            "CUSTOM_AUTH" => await StepAsync(client, CustomStart.ChallengeName, parameters, cancellationToken),
            "REFRESH_TOKEN_AUTH" or "REFRESH_TOKEN" => await RefreshAsync(client, parameters, cancellationToken),
            _ => throw AuthError.InvalidParameter($"{authFlow} flow isn't available on this server.").AsException(),
        };
    }

    /// <summary>Begins with the answer to a first challenge, which the parameters hold.</summary>
    private async Task<SignInResponse> StepAsync(
        ClientSnapshot client,
        string challengeName,
        IReadOnlyDictionary<string, string> parameters,
        CancellationToken cancellationToken)
    {
        var username = UsernameIn(client, parameters);
        var step = await flow.StartAsync(client, username, challengeName, parameters, cancellationToken);
        return await answer.OfAsync(client, step, cancellationToken);
    }

    private async Task<SignInResponse> ChooseAsync(
        ClientSnapshot client,
        IReadOnlyDictionary<string, string> parameters,
        string? session,
        CancellationToken cancellationToken)
    {
        var username = UsernameIn(client, parameters);
        var step = await choice.BeginAsync(client, username, parameters, session, cancellationToken);
        return await answer.OfAsync(client, step, cancellationToken);
    }

    /// <summary>Whom the sign-in is about; the client has proven itself by the hash over the name.</summary>
    private static string UsernameIn(ClientSnapshot client, IReadOnlyDictionary<string, string> parameters)
    {
        var username = parameters.Require(Username);
        SecretHash.Check(client, username, canonicalName: null, parameters.GetValueOrDefault(Hash));
        return username;
    }

    /// <summary>The refresh token stays what it is, so none is answered.</summary>
    private async Task<SignInResponse> RefreshAsync(
        ClientSnapshot client,
        IReadOnlyDictionary<string, string> parameters,
        CancellationToken cancellationToken)
    {
        var token = new Secret(parameters.Require(RefreshToken));
        var hash = parameters.GetValueOrDefault(Hash);
        var tokens = await refreshTokens.RedeemAsync(
            client,
            token,
            rotate: false,
            Narrowing.None,
            parameters.GetValueOrDefault(SignInFlow.DeviceKeyResponse),
            user => CheckHash(client, user, parameters.GetValueOrDefault(Username), hash),
            cancellationToken);
        return new SignInResponse { AuthenticationResult = AuthenticationResult.Of(tokens with { RefreshToken = null }) };
    }

    /// <summary>
    /// A refresh need not name the user: clients hash the sub or the user name, whatever they send as USERNAME, or the name
    /// that was typed once, if they send that one.
    /// </summary>
    private static void CheckHash(ClientSnapshot client, User user, string? username, string? hash)
    {
        var isOverTyped = username is not null && hash is not null && SecretHash.Matches(client, username, hash);
        SecretHash.Check(client, isOverTyped ? username! : user.Id, user.Username, hash);
    }
}
