using FsCheck;
using FsCheck.Fluent;

namespace HostedAuth.Server.Tests.SignIn;

/// <summary>Something that somebody does to the engine, sensible or not.</summary>
/// <param name="Act">What.</param>
/// <param name="Session">On which of the sessions at hand, counted from the newest.</param>
/// <param name="IsRight">Whether the password, code, secret or signature is the right one.</param>
/// <param name="Twist">What is wrong about it besides; mostly nothing.</param>
/// <param name="Choice">Which flow, factor or challenge, where there is a choice.</param>
public sealed record SignInMove(Act Act, int Session, bool IsRight, Twist Twist, int Choice)
{
    /// <summary>Each way to begin, and after it moves enough for two sign-ins with all their detours.</summary>
    public static Gen<SignInMove[][]> Sequences { get; } =
        Gen.CollectToArray(Enumerable.Range(0, Entries), From);

    private static Gen<SignInMove[]> From(int entry) =>
        from count in Gen.Choose(3, 12)
        from moves in One().ArrayOf(count)
        select moves.Prepend(new SignInMove(Act.Start, 0, true, Twist.None, entry)).ToArray();

    /// <summary>How many ways to begin there are.</summary>
    private const int Entries = 13;

    private static Gen<SignInMove> One() =>
        from act in Gen.Frequency(
            (2, Gen.Constant(Act.Start)),
            (12, Gen.Constant(Act.Answer)),
            (1, Gen.Constant(Act.Resend)),
            (1, Gen.Constant(Act.Switch)),
            (2, Gen.Constant(Act.Tick)),
            (1, Gen.Constant(Act.Wait)))
        from session in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 3)))
        from isRight in Gen.Frequency((5, Gen.Constant(true)), (1, Gen.Constant(false)))
        from twist in Gen.Frequency((7, Gen.Constant(Twist.None)), (2, Gen.Elements(Enum.GetValues<Twist>())))
        from choice in Gen.Choose(0, Entries - 1)
        select new SignInMove(act, session, isRight, twist, choice);
}

/// <summary>What is done.</summary>
public enum Act
{
    Start,
    Answer,
    Resend,
    Switch,

    /// <summary>Until an authenticator app shows another code.</summary>
    Tick,

    /// <summary>Until every session at hand is too old.</summary>
    Wait,
}

/// <summary>What is swapped, or left out.</summary>
public enum Twist
{
    None,
    OtherUser,
    OtherClient,
    OtherPool,
    OtherChallenge,
    NoSession,
}
