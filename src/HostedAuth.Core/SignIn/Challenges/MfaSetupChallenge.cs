using System.Globalization;
using System.Text.Json;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>
/// MFA_SETUP: the pool asks for a second factor and the user has none. An authenticator app is set up with the session
/// (<see cref="AuthenticatorSetup"/>) before this is answered; the answer makes it a factor and counts as its proof. An
/// answer that names an address (<see cref="AddressSetup"/>) leads to the challenge that proves it.
/// </summary>
internal sealed class MfaSetupChallenge(
    HostedAuthDbContext context,
    PoolScope scope,
    UserDirectory users,
    AuthenticatorEnrolment enrolment,
    AddressSetup addresses) : IChallenge
{
    public const string ChallengeName = "MFA_SETUP";

    public string Name => ChallengeName;

    /// <summary>Codes of a secret that the asker was shown: nothing is guessed here.</summary>
    public int Tries => AllTries;

    internal const int AllTries = 20;

    public Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken) =>
        Task.FromResult(new Question(new Dictionary<string, string>
        {
            ["MFAS_CAN_SETUP"] = JsonSerializer.Serialize(AddressSetup.CanBeSetUp(scope.Pool.Mfa, at.Attempt)),
            [ChallengeParameters.UserId] = at.Claimant.User!.Username,
        }));

    public Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var user = at.Claimant.User!;
        if (NextStep.SecondFactorsLeft(UserFactors.Of(scope.Pool.Mfa, user), at.Attempt.Proofs).Count > 0)
        {
            // One was set up since this was asked: it is asked for now, and nobody walks round it by another of their own.
            return Task.FromResult<Outcome>(new Outcome.Wrong(AuthError.InvalidSession));
        }

        if (addresses.Begin(at, responses) is { } proof)
        {
            return Task.FromResult(proof);
        }

        if (SetUpAuthenticator.Of(at.Attempt.Memory) is not { Step: { } step } app)
        {
            return Task.FromResult<Outcome>(new Outcome.Wrong(AuthError.NothingSetUp));
        }

        enrolment.AddVerified(user, app.Secret, step, app.AppName);
        // Refused when another request changed the user meanwhile: of two set-ups in parallel one is made.
        context.RunWithSave(users.SaveAsync);
        return Task.FromResult<Outcome>(
            new Outcome.Proven(SoftwareTokenMfa.Amr) { Factor = SecondFactors.SoftwareToken });
    }
}

/// <summary>An authenticator app on its way into an account, as a sealed session remembers it.</summary>
/// <param name="Secret">The shared secret.</param>
/// <param name="Step">The time step of its first code; null until that was right.</param>
/// <param name="AppName">What its owner calls it.</param>
internal sealed record SetUpAuthenticator(byte[] Secret, long? Step, string? AppName)
{
    private const string SecretKey = "secret";
    private const string StepKey = "step";
    private const string NameKey = "name";

    /// <summary>What the memory holds; null for none.</summary>
    public static SetUpAuthenticator? Of(IReadOnlyDictionary<string, string> memory) =>
        memory.TryGetValue(SecretKey, out var secret)
            ? new(
                Convert.FromBase64String(secret),
                memory.TryGetValue(StepKey, out var step) ? long.Parse(step, CultureInfo.InvariantCulture) : null,
                memory.GetValueOrDefault(NameKey))
            : null;

    public Dictionary<string, string> ToMemory()
    {
        var memory = new Dictionary<string, string> { [SecretKey] = Convert.ToBase64String(Secret) };
        if (Step is { } step)
        {
            memory[StepKey] = step.ToString(CultureInfo.InvariantCulture);
        }

        if (AppName is not null)
        {
            memory[NameKey] = AppName;
        }

        return memory;
    }
}
