using FsCheck;
using FsCheck.Fluent;

namespace HostedAuth.Server.Tests.SignIn;

/// <summary>Something that somebody does to the engine, sensible or not.</summary>
/// <param name="Act">What.</param>
/// <param name="Session">On which of the sessions at hand, counted from the newest.</param>
/// <param name="IsRight">Whether the password or code is the right one.</param>
/// <param name="Twist">What is wrong about it besides; mostly nothing.</param>
/// <param name="Choice">Which flow, factor or challenge, where there is a choice.</param>
public sealed record SignInMove(Act Act, int Session, bool IsRight, Twist Twist, int Choice)
{
    /// <summary>Long enough for two sign-ins with all their detours.</summary>
    public static Arbitrary<SignInMove[]> Sequences { get; } = (
        from count in Gen.Choose(2, 12)
        from moves in One().ArrayOf(count)
        select moves.Prepend(new SignInMove(Act.Start, 0, true, Twist.None, 0)).ToArray()).ToArbitrary();

    private static Gen<SignInMove> One() =>
        from act in Gen.Elements(
            Act.Start, Act.Start, Act.Answer, Act.Answer, Act.Answer, Act.Answer, Act.Answer, Act.Resend, Act.Switch, Act.Wait)
        from session in Gen.Choose(0, 2)
        from isRight in Gen.Elements(true, true, true, false)
        from twist in Gen.Elements(
            Twist.None, Twist.None, Twist.None, Twist.None, Twist.OtherUser, Twist.OtherClient, Twist.OtherPool, Twist.OtherChallenge)
        from choice in Gen.Choose(0, 5)
        select new SignInMove(act, session, isRight, twist, choice);
}

/// <summary>What is done.</summary>
public enum Act
{
    Start,
    Answer,
    Resend,
    Switch,

    /// <summary>Until every session at hand is too old.</summary>
    Wait,
}

/// <summary>What is swapped.</summary>
public enum Twist
{
    None,
    OtherUser,
    OtherClient,
    OtherPool,
    OtherChallenge,
}
