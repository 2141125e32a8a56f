using HostedAuth.Core.Mfa;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>SOFTWARE_TOKEN_MFA: a code of an authenticator app (RFC 6238), of whichever the user has.</summary>
internal sealed class SoftwareTokenMfa(AuthenticatorApps apps) : IChallenge
{
    /// <summary>The response that holds the code.</summary>
    private const string Code = "SOFTWARE_TOKEN_MFA_CODE";

    /// <summary>The method in tokens: a one-time password (RFC 8176).</summary>
    internal const string Amr = "otp";

    public string Name => SecondFactors.SoftwareToken;

    public int Tries => 5;

    public async Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken)
    {
        var owned = await apps.OfUserAsync(at.Claimant.Id, cancellationToken);
        var names = owned.Select(app => app.Name).OfType<string>().ToList();
        var parameters = new Dictionary<string, string> { [ChallengeParameters.UserId] = at.Claimant.User!.Username };
        if (names.Count > 0)
        {
            parameters["FRIENDLY_DEVICE_NAME"] = string.Join(", ", names);
        }

        return new Question(parameters);
    }

    public async Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var code = responses.Require(Code);
        return await apps.UseAsync(at.Claimant.Id, code, cancellationToken) is { } error
            ? new Outcome.Wrong(error)
            : new Outcome.Proven(Amr);
    }
}
