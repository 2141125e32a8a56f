namespace HostedAuth.Core.SignIn;

/// <summary>What is guessed; each has a count of its own.</summary>
public enum Guess
{
    Password,

    /// <summary>A code that was sent.</summary>
    Code,
}
