namespace HostedAuth.Server.Pages.Gate;

/// <summary>What one page hands to the next.</summary>
internal sealed record PageStep
{
    /// <summary>Who it is about, as typed.</summary>
    public string? Username { get; init; }

    /// <summary>Where a code went, masked.</summary>
    public string? Destination { get; init; }

    /// <summary>The sealed attempt of the sign-in, when a challenge is owed.</summary>
    public string? Session { get; init; }

    /// <summary>The attributes that the challenge asks for.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>The key of a text to be shown once: what was done.</summary>
    public string? Notice { get; init; }

    /// <summary>Prints nothing of what may be personal or secret.</summary>
    public override string ToString() => nameof(PageStep);
}
