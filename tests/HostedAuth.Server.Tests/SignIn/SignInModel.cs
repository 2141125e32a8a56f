using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.SignIn;

/// <summary>
/// A user in a pool, whom moves are made against, and what is truly proven, kept apart from the engine: by it the engine's
/// answers are judged.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="world">The pool.</param>
/// <param name="elsewhere">Another pool, with a user of the same name.</param>
/// <param name="user">The user.</param>
/// <param name="owed">How many different factors the pool asks of the user.</param>
internal sealed class SignInModel(HostedAuthServer server, CodeWorld world, CodeWorld elsewhere, string user, int owed)
{
    private static readonly string[] Challenges =
        ["PASSWORD", "SMS_MFA", "EMAIL_OTP", "SELECT_CHALLENGE", "SIGN_UP", "SOFTWARE_TOKEN_MFA"];

    private readonly List<Held> _held = [];

    /// <summary>What the engine did that it may never do; null for nothing.</summary>
    public string? Violation { get; private set; }

    public async Task MakeAsync(SignInMove move)
    {
        if (move.Act is Act.Wait)
        {
            server.Clock.Advance(TimeSpan.FromMinutes(3));
            _held.ForEach(held => held.IsGood = false);
            return;
        }

        if (move.Act is Act.Start)
        {
            var proves = move.Choice < 3 && move.IsRight;
            var started = await InFlowAsync(world, world.SignIn.Client.Id, (flow, client) => move.Choice < 3
                ? flow.StartWithPasswordAsync(client, user, new Secret(move.IsRight ? SignInWorld.Password : "wrong"), default)
                : flow.StartByChoiceAsync(
                    client, user, move.Choice is 3 ? null : "EMAIL_OTP", new Dictionary<string, string>(), default));
            await JudgeAsync(started, from: null, isLegitimate: true, proves ? ["pwd"] : []);
            return;
        }

        if (_held.Count > 0)
        {
            await UseAsync(_held[Math.Max(0, _held.Count - 1 - move.Session)], move);
        }
    }

    private async Task UseAsync(Held held, SignInMove move)
    {
        var isStraight = held.IsGood && move.Twist is Twist.None;
        var (at, clientId) = move.Twist switch
        {
            Twist.OtherPool => (elsewhere, elsewhere.SignIn.Client.Id),
            Twist.OtherClient => (world, await world.OtherClientAsync()),
            _ => (world, world.SignIn.Client.Id),
        };
        var other = Challenges[move.Choice % Challenges.Length];
        if (move.Act is not Act.Answer)
        {
            // Whom a session is about can't be said here, nor which challenge it holds.
            var isSwapped = move.Twist is Twist.OtherPool or Twist.OtherClient;
            var changed = await InFlowAsync(at, clientId, (flow, client) => move.Act is Act.Resend
                ? flow.ResendAsync(client, held.Session, default)
                : flow.SwitchAsync(client, held.Session, other, default));
            await JudgeAsync(changed, held, held.IsGood && !isSwapped, proves: []);
            return;
        }

        var challenge = move.Twist is Twist.OtherChallenge ? other : held.Challenge;
        var responses = ResponsesTo(held, move);
        responses["USERNAME"] = move.Twist is Twist.OtherUser ? "mallory" : user;
        var answered = await InFlowAsync(at, clientId, (flow, client) =>
            flow.AnswerAsync(client, challenge, held.Session, responses, default));
        var isLegitimate = isStraight || (held.IsGood && move.Twist is Twist.OtherChallenge && challenge == held.Challenge);
        await JudgeAsync(answered, held, isLegitimate, isLegitimate && move.IsRight ? Proves(held, move) : []);
    }

    private static Dictionary<string, string> ResponsesTo(Held held, SignInMove move) => held.Challenge switch
    {
        "PASSWORD" => new() { ["PASSWORD"] = move.IsRight ? SignInWorld.Password : "wrong" },
        "SELECT_CHALLENGE" => new()
        {
            ["ANSWER"] = move.Choice % 2 == 0 ? "PASSWORD" : "EMAIL_OTP",
            ["PASSWORD"] = move.IsRight ? SignInWorld.Password : "wrong",
        },
        _ => new() { [$"{held.Challenge}_CODE"] = move.IsRight ? held.Code! : People.WrongCode(held.Code!) },
    };

    private static string[] Proves(Held held, SignInMove move) => held.Challenge switch
    {
        "PASSWORD" => ["pwd"],
        "SELECT_CHALLENGE" => move.Choice % 2 == 0 ? ["pwd"] : [],
        "SMS_MFA" => ["sms"],
        _ => ["email_otp"],
    };

    /// <summary>Holds what came of a move against what was truly proven.</summary>
    private async Task JudgeAsync(SignInStep step, Held? from, bool isLegitimate, string[] proves)
    {
        string[] proven = [.. from?.Proven ?? [], .. proves];
        switch (step)
        {
            case SignInStep.Refused:
                return;
            case var _ when !isLegitimate:
                Violation ??= $"{from?.Challenge} went on to {step} although the session was not good.";
                return;
            case SignInStep.Completed completed:
                Spend(from);
                var isEnough = proven.Distinct().Count() >= owed && completed.Authentication.User.Username == user;
                Violation ??= isEnough ? null : $"Complete with [{string.Join(", ", proven)}].";
                return;
            case SignInStep.Challenge challenge:
                Spend(from);
                var code = challenge.CanResend || challenge.Parameters.ContainsKey("CODE_DELIVERY_DESTINATION")
                    ? await world.CodeAsync(challenge.Name)
                    : null;
                _held.Add(new Held(challenge.Name, challenge.Session, code, proven));
                return;
        }
    }

    private static void Spend(Held? held)
    {
        if (held is not null)
        {
            held.IsGood = false;
        }
    }

    /// <summary>As a face does: what a complete sign-in leaves in the unit of work is saved, or it is refused after all.</summary>
    private Task<SignInStep> InFlowAsync(
        CodeWorld at,
        string clientId,
        Func<SignInFlow, Core.AppClients.ClientSnapshot, Task<SignInStep>> work) =>
        server.InPoolAsync(at.SignIn.PoolId, async services =>
        {
            var client = services.GetRequiredService<PoolScope>().Pool.RequireClient(clientId);
            try
            {
                var step = await work(services.GetRequiredService<SignInFlow>(), client);
                await services.GetRequiredService<HostedAuthDbContext>().SaveChangesAsync();
                return step;
            }
            catch (AuthException refusal)
            {
                return new SignInStep.Refused(refusal.Error);
            }
        });

    /// <summary>A session that was given out.</summary>
    private sealed class Held(string challenge, string session, string? code, string[] proven)
    {
        public string Challenge => challenge;

        public string Session => session;

        public string? Code => code;

        public string[] Proven => proven;

        /// <summary>Neither spent nor too old.</summary>
        public bool IsGood { get; set; } = true;
    }
}
