namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <summary>The response of all four operations of sign-in: tokens, or what is owed.</summary>
public sealed record SignInResponse
{
    public AuthenticationResult? AuthenticationResult { get; init; }

    /// <summary>What may be chosen; only with SELECT_CHALLENGE.</summary>
    public IReadOnlyList<string>? AvailableChallenges { get; init; }

    public string? ChallengeName { get; init; }

    /// <summary>Empty, but there, with tokens.</summary>
    public IReadOnlyDictionary<string, string> ChallengeParameters { get; init; } = new Dictionary<string, string>();

    public string? Session { get; init; }
}
