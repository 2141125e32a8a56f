using HostedAuth.Core.AppClients;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Tokens;

namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <summary>Turns a step of the sign-in into the API's answer: tokens for a complete one.</summary>
internal sealed class SignInAnswer(TokenIssuer issuer)
{
    public async Task<SignInResponse> OfAsync(ClientSnapshot client, SignInStep step, CancellationToken cancellationToken) =>
        step switch
        {
            SignInStep.Challenge challenge => new SignInResponse
            {
                ChallengeName = challenge.Name,
                Session = challenge.Session,
                ChallengeParameters = challenge.Parameters,
            },
            SignInStep.Completed completed => new SignInResponse
            {
                AuthenticationResult = AuthenticationResult.Of(
                    await issuer.IssueAsync(GrantOf(client, completed.Authentication), cancellationToken)),
            },
            SignInStep.Refused refused => throw refused.Error.AsException(),
            _ => throw new InvalidOperationException($"No answer is known for {step.GetType().Name}."),
        };

    private static Grant GrantOf(ClientSnapshot client, Authentication authentication) => new()
    {
        Client = client,
        User = authentication.User,
        // What every sign-in by the API grants, and nothing else.
        Scopes = [Scopes.SelfService],
        AuthenticatedAt = authentication.At,
        Amr = authentication.Amr,
        EventId = authentication.EventId,
    };
}
