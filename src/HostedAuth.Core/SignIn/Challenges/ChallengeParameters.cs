namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>Names of what the asker is told (ChallengeParameters).</summary>
public static class ChallengeParameters
{
    /// <summary>The canonical user name, which SRP and the answers that follow name the user by.</summary>
    public const string UserId = "USER_ID_FOR_SRP";
}
