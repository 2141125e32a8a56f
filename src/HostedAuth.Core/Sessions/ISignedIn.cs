namespace HostedAuth.Core.Sessions;

/// <summary>A sign-in that lives on, in a browser or in tokens.</summary>
public interface ISignedIn
{
    /// <summary>What it proved, as <c>amr</c> values.</summary>
    IReadOnlyList<string> Amr { get; }

    /// <summary>When it began.</summary>
    DateTimeOffset CreatedAt { get; }
}
