using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.SignIn;

/// <summary>
/// A user in a pool, whom moves are made against, and what is truly proven, kept apart from the engine: by it the engine's
/// answers are judged.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="person">The user.</param>
/// <param name="elsewhere">Another pool, with a user of the same name.</param>
/// <param name="owed">How many different factors the pool asks of the user.</param>
internal sealed partial class SignInModel(HostedAuthServer server, SignInPerson person, CodeWorld elsewhere, int owed)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    private static readonly string[] Challenges =
    [
        "PASSWORD", "SMS_MFA", "EMAIL_OTP", "SELECT_CHALLENGE", "SIGN_UP", "SOFTWARE_TOKEN_MFA", "PASSWORD_VERIFIER",
        "SELECT_MFA_TYPE", "MFA_SETUP", "DEVICE_PASSWORD_VERIFIER", "WEB_AUTHN", "CUSTOM_CHALLENGE", "RECOVERY_CODE",
    ];

    private readonly List<Held> _held = [];
    private readonly List<string> _completed = [];

    /// <summary>What the engine did that it may never do; null for nothing.</summary>
    public string? Violation { get; private set; }

    /// <summary>What was proven by the sign-ins that were complete.</summary>
    public IReadOnlyList<string> Completed => _completed;

    private DateTimeOffset Now => server.Clock.GetUtcNow();

    public Task MakeAsync(SignInMove move)
    {
        switch (move.Act)
        {
            case Act.Wait:
                server.Clock.Advance(Lifetime);
                return Task.CompletedTask;
            case Act.Tick:
                server.Clock.Advance(TimeSpan.FromSeconds(30));
                return Task.CompletedTask;
            case Act.Start:
                return StartAsync(move);
            default:
                return _held.Count == 0 ? Task.CompletedTask : UseAsync(_held[Math.Max(0, _held.Count - 1 - move.Session)], move);
        }
    }

    private async Task UseAsync(Held held, SignInMove move)
    {
        var (at, clientId) = move.Twist switch
        {
            Twist.OtherPool => (elsewhere, elsewhere.SignIn.Client.Id),
            Twist.OtherClient => (person.World, await person.World.OtherClientAsync()),
            _ => (person.World, person.World.SignIn.Client.Id),
        };
        var isGood = held.IsGoodAt(Now) && move.Twist is not (Twist.OtherPool or Twist.OtherClient);
        var other = Challenges[move.Choice % Challenges.Length];
        if (move.Act is not Act.Answer)
        {
            // Whom a session is about can't be said here, nor which challenge it holds.
            var changed = await InFlowAsync(at, clientId, (services, flow, client) => move.Act is Act.Resend
                ? flow.ResendAsync(client, held.Session, default)
                : flow.SwitchAsync(client, held.Session, other, default));
            await JudgeAsync(changed, held, isGood, new Earned([]));
            return;
        }

        var session = held.Session;
        if (held.Challenge is "MFA_SETUP" && move.Choice % 3 == 0)
        {
            session = await SetUpAppAsync(held, move) ?? session;
        }

        var challenge = move.Twist is Twist.OtherChallenge ? other : held.Challenge;
        var (responses, earned) = AnswerTo(held, move);
        responses["USERNAME"] = move.Twist is Twist.OtherUser ? "mallory" : person.Name;
        var answered = await InFlowAsync(at, clientId, (services, flow, client) =>
            flow.AnswerAsync(client, challenge, move.Twist is Twist.NoSession ? null : session, responses, default));
        isGood &= challenge == held.Challenge && move.Twist is not Twist.OtherUser;
        isGood &= move.Twist is not Twist.NoSession || held.Challenge is "PASSWORD_VERIFIER" or "DEVICE_PASSWORD_VERIFIER";
        await JudgeAsync(answered, held, isGood, earned);
    }

    /// <summary>Holds what came of a move against what was truly proven.</summary>
    private async Task JudgeAsync(SignInStep step, Held? from, bool isGood, Earned earned)
    {
        if (step is SignInStep.Refused)
        {
            return;
        }

        if (!isGood)
        {
            Violation ??= $"{from?.Challenge} went on to {step} although the session was not good.";
            return;
        }

        from?.Spend();
        earned.Accepted?.Invoke();
        string[] proven = [.. from?.Proven ?? earned.Before, .. earned.Proofs];
        var (isCustom, level) = from is null ? (earned.IsCustom, earned.Level) : (from.IsCustom, from.Level);
        if (step is SignInStep.Completed { Authentication.User: var user })
        {
            _completed.Add($"{(isCustom ? "custom: " : "")}{string.Join(", ", proven)}");
            var isEnough = user.Username == person.Name
                && user is { Enabled: true, Status: UserStatus.CONFIRMED }
                && (isCustom ? proven.Contains("custom") : CountOf(proven) >= owed)
                && LevelOf(proven) >= level;
            Violation ??= isEnough ? null : $"Complete with [{string.Join(", ", proven)}], level {level} owed.";
        }
        else if (step is SignInStep.Challenge challenge)
        {
            var code = challenge.Parameters.ContainsKey("CODE_DELIVERY_DESTINATION") ? await CodeAsync(challenge.Name, earned) : null;
            _held.Add(new Held(challenge, code, proven, Now + Lifetime)
            {
                IsCustom = isCustom,
                Level = level,
                IsSetUp = earned.SetsUp is not null,
            });
        }
    }

    private async Task<string> CodeAsync(string challenge, Earned earned)
    {
        await person.World.DeliveredAsync();
        var attribute = challenge is "EMAIL_OTP" ? "email" : "phone_number";
        return await server.CodeToAsync(earned.SetsUp ?? person.Addresses[attribute]);
    }

    /// <summary>How many different factors that is. A device stands in for a second factor that there is, and for nothing else.</summary>
    private int CountOf(string[] proven)
    {
        var factors = proven.Where(proof => proof is not ("device" or "verified" or "custom")).Distinct().Count();
        return factors + (proven.Contains("verified") ? 1 : 0) + (proven.Contains("device") && person.HasSecondFactor ? 1 : 0);
    }

    /// <summary>The levels, said once more in another way.</summary>
    private static int LevelOf(string[] proven)
    {
        var isCode = proven.Contains("sms") || proven.Contains("email");
        return proven.Contains("pwd") switch
        {
            true when proven.Contains("otp") => 4,
            true when isCode => 3,
            _ when proven.Contains("hwk") => 3,
            false when isCode => 2,
            true => 1,
            _ => 0,
        };
    }

    /// <summary>As a face does: what a complete sign-in leaves in the unit of work is saved, or it is refused after all.</summary>
    private Task<SignInStep> InFlowAsync(
        CodeWorld at,
        string clientId,
        Func<IServiceProvider, SignInFlow, ClientSnapshot, Task<SignInStep>> work) =>
        server.InPoolAsync(at.SignIn.PoolId, async services =>
        {
            var client = services.GetRequiredService<PoolScope>().Pool.RequireClient(clientId);
            try
            {
                var step = await work(services, services.GetRequiredService<SignInFlow>(), client);
                await services.GetRequiredService<HostedAuthDbContext>().SaveChangesAsync();
                return step;
            }
            catch (AuthException refusal)
            {
                return new SignInStep.Refused(refusal.Error);
            }
        });
}
