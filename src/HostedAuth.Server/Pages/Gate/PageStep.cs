namespace HostedAuth.Server.Pages.Gate;

/// <summary>What one page hands to the next.</summary>
internal sealed record PageStep
{
    /// <summary>Who it is about, as typed.</summary>
    public string? Username { get; init; }

    /// <summary>
    /// The id of the account that was made in this browser just now; one of nobody, as long, where the address was taken.
    /// </summary>
    public string? SignedUpId { get; init; }

    /// <summary>Where a code went, masked.</summary>
    public string? Destination { get; init; }

    /// <summary>The sealed attempt of the sign-in, when a challenge is owed.</summary>
    public string? Session { get; init; }

    /// <summary>The challenge that is owed (ChallengeNameType).</summary>
    public string? Challenge { get; init; }

    /// <summary>What the challenge's page must know, by the API's names (ChallengeParameters).</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a first factor was given already.</summary>
    public bool IsSecond { get; init; }

    /// <summary>What may be chosen, by the challenges' names; where the challenge is a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The other challenges that would do as well as this one.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>Whether the sign-in sets up a second factor on its way.</summary>
    public bool SetsUp { get; init; }

    /// <summary>When a code was sent that can be sent again; null where none can.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The page that waits for the sign-in to be done; null for the app.</summary>
    public string? Next { get; init; }

    /// <summary>The key of a text to be shown once: what was done.</summary>
    public string? Notice { get; init; }

    /// <summary>Prints nothing of what may be personal or secret.</summary>
    public override string ToString() => nameof(PageStep);
}
