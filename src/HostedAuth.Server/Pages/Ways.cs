using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Server.Pages;

/// <summary>The ways of signing in that people may choose between, by the challenges' names.</summary>
internal static class Ways
{
    private const string Passkey = "WEB_AUTHN";

    private static readonly string[] Codes = ["EMAIL_OTP", "SMS_OTP"];

    /// <summary>Whether the pages know other first factors than the password; in strict pools the client must allow it.</summary>
    public static bool AreOpen(PoolSnapshot pool, ClientSnapshot client) =>
        !pool.IsStrict || client.AuthFlows.Contains(AuthFlow.UserAuth);

    /// <summary>Whether people say first who they are, and then how they sign in.</summary>
    public static bool AreChosen(PoolSnapshot pool, ClientSnapshot client) =>
        AreOpen(pool, client) && (FactorsOf(pool).Any(Codes.Contains) || !FactorsOf(pool).Contains(Password.ChallengeName));

    /// <summary>Whether the pool's own triggers ask, and nothing else: so where the client may begin in no other way.</summary>
    public static bool AreCustom(PoolSnapshot pool, ClientSnapshot client) =>
        AuthFlow.AreTriggersAlone(pool, client);

    /// <summary>The way that needs no choice, where the pool has no other; passkeys have a button of their own.</summary>
    public static string? OnlyOne(PoolSnapshot pool) =>
        FactorsOf(pool).Where(factor => factor != Passkey).ToList() is [var only] ? only : null;

    /// <summary>What a challenge that is a choice offers; else nothing.</summary>
    public static IReadOnlyList<string> Of(SignInStep.Challenge challenge)
    {
        if (challenge.Choices.Count > 0)
        {
            return Shown(challenge.Choices);
        }

        var names = challenge.Parameters.GetValueOrDefault("MFAS_CAN_CHOOSE")
            ?? challenge.Parameters.GetValueOrDefault("MFAS_CAN_SETUP");
        return names is null ? [] : Shown(JsonSerializer.Deserialize<string[]>(names)!);
    }

    /// <summary>Those of them that are different to a person: a password is given in one way here.</summary>
    public static IReadOnlyList<string> Shown(IReadOnlyList<string> challenges) =>
        [.. challenges.Where(name => name != PasswordSrp.ChallengeName)];

    private static IReadOnlyList<string> FactorsOf(PoolSnapshot pool) =>
        pool.Settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? [Password.ChallengeName];
}
