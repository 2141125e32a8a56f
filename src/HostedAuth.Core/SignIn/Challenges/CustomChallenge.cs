using System.Text;
using System.Text.Json;
using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn.CustomAuth;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>
/// CUSTOM_CHALLENGE: whatever the pool's triggers ask. Neither its question nor its judgement is ours; which answers were
/// right, and what follows, is told to DefineAuthChallenge.
/// </summary>
internal sealed class CustomChallenge(Claimants claimants, Triggers.Triggers triggers) : IChallenge
{
    public const string ChallengeName = "CUSTOM_CHALLENGE";

    private const string Kept = "private";
    private const string Metadata = "metadata";

    /// <summary>In bytes, of all that a session must hold for the triggers: the API's sessions have 4096 characters.</summary>
    private const int LargestMemory = 1700;

    public string Name => ChallengeName;

    /// <summary>Each answer is judged once: many at a time would be many guesses in one round.</summary>
    public int Tries => 1;

    public async Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken)
    {
        var progress = at.Attempt.Custom!;
        var created = await triggers.CreateAuthChallengeAsync(
            at.Client, at.Claimant, ChallengeName, progress.Rounds, cancellationToken);
        var memory = new Dictionary<string, string> { [Kept] = JsonSerializer.Serialize(created.Kept) };
        if (created.Metadata is not null)
        {
            memory[Metadata] = created.Metadata;
        }

        if (Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(progress) + JsonSerializer.Serialize(memory)) > LargestMemory)
        {
            throw AuthError.TriggerAnswerUnreadable.AsException();
        }

        return new Question(new Dictionary<string, string>(created.Shown)
        {
            [SignInFlow.UsernameResponse] = claimants.CanonicalNameOf(at.Claimant),
        })
        {
            Memory = memory,
        };
    }

    public async Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var memory = at.Attempt.Memory;
        var isRight = await triggers.VerifyAuthChallengeResponseAsync(
            at.Client,
            at.Claimant,
            JsonSerializer.Deserialize<Dictionary<string, string>>(memory[Kept])!,
            responses.Require(ChallengeResponses.Answer),
            cancellationToken);
        var round = new CustomRound(ChallengeName, isRight, memory.GetValueOrDefault(Metadata));
        return new Outcome.Directed(at.Attempt.Custom!.With(round));
    }
}
