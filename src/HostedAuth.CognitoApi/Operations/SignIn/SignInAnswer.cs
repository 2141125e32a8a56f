using HostedAuth.Core.AppClients;
using HostedAuth.Core.Devices;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;

namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <summary>Turns a step of the sign-in into the API's answer: tokens for a complete one.</summary>
internal sealed class SignInAnswer(TokenIssuer issuer, PoolScope scope)
{
    public async Task<SignInResponse> OfAsync(ClientSnapshot client, SignInStep step, CancellationToken cancellationToken) =>
        step switch
        {
            SignInStep.Challenge challenge => new SignInResponse
            {
                ChallengeName = challenge.Name,
                Session = challenge.Session,
                ChallengeParameters = challenge.Parameters,
                AvailableChallenges = challenge.Choices is { Count: > 0 } choices ? choices : null,
            },
            SignInStep.Completed completed => new SignInResponse
            {
                AuthenticationResult = await IssueAsync(client, completed.Authentication, cancellationToken),
            },
            SignInStep.Refused refused => throw refused.Error.AsException(),
            _ => throw new InvalidOperationException($"No answer is known for {step.GetType().Name}."),
        };

    /// <summary>Where the pool tracks devices, one that it doesn't know is named by it.</summary>
    private async Task<AuthenticationResult> IssueAsync(
        ClientSnapshot client,
        Authentication authentication,
        CancellationToken cancellationToken)
    {
        var isNew = scope.Pool.Devices.Tracks && authentication.DeviceKey is null;
        var deviceKey = isNew ? DeviceKeys.New(scope.Pool) : authentication.DeviceKey;
        var grant = GrantOf(client, authentication) with { DeviceKey = deviceKey };
        var result = AuthenticationResult.Of(await issuer.IssueAsync(grant, cancellationToken));
        return isNew
            ? result with { NewDeviceMetadata = new(deviceKey!, DeviceKeys.GroupOf(scope.Pool, deviceKey!)) }
            : result;
    }

    private static Grant GrantOf(ClientSnapshot client, Authentication authentication) => new()
    {
        Client = client,
        User = authentication.User,
        // What every sign-in by the API grants, and nothing else.
        Scopes = [Scopes.SelfService],
        AuthenticatedAt = authentication.At,
        Amr = authentication.Amr,
        Acr = authentication.Acr,
        IsByTriggers = authentication.IsByTriggers,
        RaisedTokenSessionId = authentication.RaisedSessionId,
        EventId = authentication.EventId,
        LastChallenge = authentication.LastChallenge,
    };
}
