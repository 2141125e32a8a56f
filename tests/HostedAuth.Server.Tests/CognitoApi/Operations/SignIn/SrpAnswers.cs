using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>Answers of SRP to challenges as the API gave them.</summary>
internal static class SrpAnswers
{
    public static Dictionary<string, string> Answer(
        this SrpClient srp,
        ApiAnswer challenge,
        string poolId,
        string password,
        DateTimeOffset now) =>
        srp.Answer(name => challenge.Text($"ChallengeParameters.{name}")!, poolId, password, now);
}
