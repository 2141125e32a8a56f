namespace HostedAuth.Core.SignIn;

/// <summary>What is guessed; each has a count of its own.</summary>
public enum Guess
{
    Password,

    /// <summary>A code that was sent to sign in with, by whoever knew a name.</summary>
    Code,

    /// <summary>
    /// A code that was sent as second factor: no stranger locks it, and no first factor that was right forgets it.
    /// </summary>
    SecondFactorCode,

    /// <summary>A code that was sent to an address of the asker's choice.</summary>
    SetUpCode,
}
