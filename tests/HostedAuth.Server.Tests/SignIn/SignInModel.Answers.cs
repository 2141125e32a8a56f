using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.SignIn;

// How challenges are answered, and what that proves.
internal sealed partial class SignInModel
{
    private readonly SrpClient _srp = new();
    private readonly HashSet<string> _usedUp = [];
    private static int _numbers;
    private int _uses;

    /// <summary>The pool's functions: one question, after the password where the client begins with SRP; four answers.</summary>
    public static object? Function(JsonObject content)
    {
        var request = content["request"]!;
        var rounds = request["session"] as JsonArray ?? [];
        var last = rounds.LastOrDefault();
        return (string)content["triggerSource"]! switch
        {
            "DefineAuthChallenge_Authentication" when last is null => new { challengeName = "CUSTOM_CHALLENGE" },
            "DefineAuthChallenge_Authentication" when (string?)last["challengeName"] is "SRP_A" =>
                new { challengeName = "PASSWORD_VERIFIER" },
            "DefineAuthChallenge_Authentication" when (string?)last["challengeName"] is "CUSTOM_CHALLENGE"
                && (bool)last["challengeResult"]! => new { issueTokens = true },
            "DefineAuthChallenge_Authentication" when rounds.Count >= 4 => new { failAuthentication = true },
            "DefineAuthChallenge_Authentication" => new { challengeName = "CUSTOM_CHALLENGE" },
            "CreateAuthChallenge_Authentication" => new { publicChallengeParameters = new { q = "1" } },
            "VerifyAuthChallengeResponse_Authentication" => new { answerCorrect = (string?)request["challengeAnswer"] is "right" },
            _ => null,
        };
    }

    private (Dictionary<string, string> Responses, Earned Earned) AnswerTo(Held held, SignInMove move) => held.Challenge switch
    {
        "PASSWORD" => (new() { ["PASSWORD"] = move.IsRight ? person.Password : "wrong" }, If(move, "pwd")),
        "PASSWORD_VERIFIER" => (
            _srp.Answer(name => held.Parameters[name], person.World.SignIn.PoolId, move.IsRight ? person.Password : "wrong", Now),
            If(move, "pwd")),
        "NEW_PASSWORD_REQUIRED" => NewPassword(move),
        "SELECT_CHALLENGE" => Choice(move),
        "SELECT_MFA_TYPE" when move.Choice % 4 != 0 => (
            new() { ["ANSWER"] = JsonSerializer.Deserialize<string[]>(held.Parameters["MFAS_CAN_CHOOSE"])![^1] }, If(move)),
        "SELECT_MFA_TYPE" or "RECOVERY_CODE" => Recovery(move),
        "SOFTWARE_TOKEN_MFA" or "SMS_MFA" when move.Choice % 5 == 0 => Recovery(move),
        "SOFTWARE_TOKEN_MFA" => App(move),
        "MFA_SETUP" => SetUp(move),
        "DEVICE_SRP_AUTH" => (new() { ["SRP_A"] = _srp.SrpA, ["DEVICE_KEY"] = person.Device.Key }, If(move)),
        "DEVICE_PASSWORD_VERIFIER" => Device(held, move),
        "WEB_AUTHN" => Passkey(held, move),
        "CUSTOM_CHALLENGE" => (new() { ["ANSWER"] = move.IsRight ? "right" : "wrong" }, If(move, "custom")),
        _ => Code(held, move),
    };

    private static Earned If(SignInMove move, params string[] proofs) => new(move.IsRight ? proofs : []);

    /// <summary>What is good once proves nothing the second time.</summary>
    private Earned Once(SignInMove move, string proof, string value) =>
        new(move.IsRight && !_usedUp.Contains(value) ? [proof] : []) { Accepted = () => _usedUp.Add(value) };

    private (Dictionary<string, string> Responses, Earned Earned) NewPassword(SignInMove move)
    {
        var password = $"N3w-Passw0rd!{_uses++}";
        return (new() { ["NEW_PASSWORD"] = password }, new Earned([])
        {
            Accepted = () =>
            {
                // Nothing that was begun by the former password goes on.
                person.Password = password;
                _held.ForEach(held => held.Spend());
            },
        });
    }

    private (Dictionary<string, string> Responses, Earned Earned) Choice(SignInMove move) => (move.Choice % 5) switch
    {
        0 => (new() { ["ANSWER"] = "PASSWORD", ["PASSWORD"] = move.IsRight ? person.Password : "wrong" }, If(move, "pwd")),
        1 => (new() { ["ANSWER"] = "PASSWORD_SRP", ["SRP_A"] = _srp.SrpA }, If(move)),
        2 => (new() { ["ANSWER"] = "EMAIL_OTP" }, If(move)),
        3 => (new() { ["ANSWER"] = "SMS_OTP" }, If(move)),
        _ => (new() { ["ANSWER"] = "WEB_AUTHN" }, If(move)),
    };

    private (Dictionary<string, string> Responses, Earned Earned) Recovery(SignInMove move)
    {
        var code = person.RecoveryCodes[move.Choice % 3];
        return (new() { ["RECOVERY_CODE"] = move.IsRight ? code : "aaaaa-aaaaa" }, Once(move, "recovery", code));
    }

    private (Dictionary<string, string> Responses, Earned Earned) App(SignInMove move)
    {
        var code = person.App.Code();
        return (
            new() { ["SOFTWARE_TOKEN_MFA_CODE"] = move.IsRight ? code : person.App.WrongCode() },
            Once(move, "otp", $"step {Now.ToUnixTimeSeconds() / 30}"));
    }

    private (Dictionary<string, string> Responses, Earned Earned) Device(Held held, SignInMove move)
    {
        var (device, secret) = (person.Device, move.IsRight ? person.Device.Secret : "another");
        var responses = _srp.Answer(name => held.Parameters[name], device.GroupKey, device.Key, secret, Now);
        responses["DEVICE_KEY"] = device.Key;
        return (responses, If(move, "device"));
    }

    private (Dictionary<string, string> Responses, Earned Earned) Passkey(Held held, SignInMove move)
    {
        var (used, proofs) = Use(move);
        return (new() { ["CREDENTIAL"] = used.Use(held.Parameters["CREDENTIAL_REQUEST_OPTIONS"]) }, new Earned(proofs));
    }

    private (Dictionary<string, string> Responses, Earned Earned) Code(Held held, SignInMove move)
    {
        var kind = held.Challenge is "EMAIL_OTP" ? "email" : "sms";
        var code = held.Code ?? "000000";
        var isEarned = move.IsRight && (!held.IsSetUp || !person.HasSecondFactor);
        return (
            new() { [$"{held.Challenge}_CODE"] = move.IsRight ? code : People.WrongCode(code) },
            new Earned(isEarned ? [kind] : []) { Accepted = () => person.HasSecondFactor |= held.IsSetUp });
    }

    /// <summary>An app is set up by operations of its own before; here an address is named, or the app is done.</summary>
    private (Dictionary<string, string> Responses, Earned Earned) SetUp(SignInMove move)
    {
        if (move.Choice % 3 == 0)
        {
            return ([], new Earned(person.HasSecondFactor ? [] : ["otp"]) { Accepted = () => person.HasSecondFactor = true });
        }

        var isMail = move.Choice % 3 == 1;
        var address = isMail ? People.NewEmail() : $"+1556{Interlocked.Increment(ref _numbers):0000000}";
        return (new() { [isMail ? "EMAIL" : "PHONE_NUMBER"] = address }, new Earned([])
        {
            SetsUp = address,
            Accepted = () => person.Addresses[isMail ? "email" : "phone_number"] = address,
        });
    }

    /// <summary>The session with an app in it, its first code right or wrong; null where that is refused.</summary>
    private Task<string?> SetUpAppAsync(Held held, SignInMove move) =>
        server.InPoolAsync(person.World.SignIn.PoolId, async services =>
        {
            try
            {
                var setup = services.GetRequiredService<AuthenticatorSetup>();
                var offer = await setup.BeginAsync(held.Session, default);
                var app = new TestAuthenticator(offer.SecretCode.Value, server.Clock);
                return await setup.ConfirmAsync(offer.Session, move.IsRight ? app.Code() : app.WrongCode(), null, default);
            }
            catch (AuthException)
            {
                return null;
            }
        });
}
