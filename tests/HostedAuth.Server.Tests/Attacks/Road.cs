using HostedAuth.Core.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>One road.</summary>
internal sealed record Road(Func<Preparation, Task<object>> PrepareAsync, Func<RoadsToTokens, TestApp, Task<bool>> WalkAsync)
{
    public Road(Func<RoadsToTokens, TestApp, Task<bool>> walkAsync)
        : this(_ => Task.FromResult<object>(""), walkAsync)
    {
    }

    /// <summary>Guesses at what is asked for on it until no further one is heard; wrong passwords when null.</summary>
    public Func<RoadsToTokens, Task>? GuessAsync { get; init; }

    /// <summary>Why no lock meets it: strangers' wrong passwords don't close it either. Null where one does.</summary>
    public string? NeverLocked { get; init; }

    /// <summary>Why a temporary password that expires doesn't meet it; null where it does.</summary>
    public string? NeverExpires { get; init; }

    /// <summary>Whether something was given to one client before, that no other may use.</summary>
    public bool CarriesProof { get; init; }

    /// <summary>Whether it is by what a complete sign-in was given: it ends when an administrator sets a password, not before.</summary>
    public bool IsGranted { get; init; }

    /// <summary>Whether the pool asks devices to prove themselves.</summary>
    public bool HasDevice { get; init; }

    /// <summary>What people may begin with at the pool.</summary>
    public IReadOnlyList<string> FirstFactors { get; init; } = ["PASSWORD", "WEB_AUTHN", "EMAIL_OTP", "SMS_OTP"];

    /// <summary>The pool's tags.</summary>
    public Dictionary<string, string>? Tags { get; init; }

    /// <summary>Why a state can't close the road, in words; null where it does.</summary>
    public string? WhyNot(string state) => state switch
    {
        "locked" => NeverLocked,
        "temporary password expired" => NeverExpires,
        "another client" when !CarriesProof => "What it asks for is the user's own, good at every client of the pool.",
        _ => null,
    };
}

/// <summary>What there is when a road is prepared.</summary>
/// <param name="Roads">The user's pool and app.</param>
/// <param name="Confirmed">The answer of ConfirmSignUp.</param>
/// <param name="Message">The mail of the sign-up.</param>
internal sealed record Preparation(RoadsToTokens Roads, ApiAnswer Confirmed, MailboxMessage Message)
{
    public TestApp App => Roads.App;
}
