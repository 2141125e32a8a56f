namespace HostedAuth.Core.SignIn.CustomAuth;

/// <summary>How far a sign-in has come that the pool's own triggers direct (CUSTOM_AUTH).</summary>
public sealed record CustomProgress
{
    /// <summary>What was answered, in order: the <c>session</c> of the triggers' events.</summary>
    public IReadOnlyList<CustomRound> Rounds { get; init; } = [];

    /// <summary>SRP_A, where the client began with it; PASSWORD_VERIFIER needs it.</summary>
    public string? PublicValue { get; init; }

    /// <summary>The triggers have said that tokens may be issued: from here on the sign-in goes like any other.</summary>
    public bool IsOver { get; init; }

    public CustomProgress With(CustomRound round) => this with { Rounds = [.. Rounds, round] };
}

/// <summary>A challenge that was answered.</summary>
/// <param name="Challenge">Its name; also <c>SRP_A</c>, for a beginning by SRP.</param>
/// <param name="Result">Whether the answer was right.</param>
/// <param name="Metadata">challengeMetadata, as CreateAuthChallenge gave it.</param>
public sealed record CustomRound(string Challenge, bool Result, string? Metadata);
