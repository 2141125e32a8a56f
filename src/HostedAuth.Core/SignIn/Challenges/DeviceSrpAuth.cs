using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn.Srp;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>
/// DEVICE_SRP_AUTH: a remembered device begins to prove its secret; its public value leads to DEVICE_PASSWORD_VERIFIER.
/// </summary>
internal sealed class DeviceSrpAuth : IChallenge
{
    public const string ChallengeName = "DEVICE_SRP_AUTH";

    public string Name => ChallengeName;

    public int Tries => 5;

    public Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken) =>
        Task.FromResult(new Question(new Dictionary<string, string>())
        {
            Memory = new Dictionary<string, string>
            {
                [SignInFlow.DeviceKeyResponse] = at.Attempt.DeviceKey!,
            },
        });

    public Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var publicValue = responses.Require(SrpHandshakes.PublicValueResponse);
        var asked = at.Attempt.Memory[SignInFlow.DeviceKeyResponse];
        return Task.FromResult<Outcome>(responses.Require(SignInFlow.DeviceKeyResponse) != asked
            ? new Outcome.Wrong(AuthError.DeviceNotFound)
            : new Outcome.Leads(DevicePasswordVerifier.ChallengeName)
            {
                Memory = new Dictionary<string, string>
                {
                    [SrpHandshakes.PublicValueResponse] = publicValue,
                    [SignInFlow.DeviceKeyResponse] = asked,
                },
            });
    }
}
