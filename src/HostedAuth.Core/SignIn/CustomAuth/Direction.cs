using HostedAuth.Core.Errors;

namespace HostedAuth.Core.SignIn.CustomAuth;

/// <summary>Where the pool's triggers direct a sign-in.</summary>
internal abstract record Direction
{
    private Direction()
    {
    }

    /// <param name="Challenge">Which (ChallengeNameType).</param>
    /// <param name="Memory">What it needs to ask.</param>
    public sealed record Ask(string Challenge, IReadOnlyDictionary<string, string> Memory) : Direction;

    public sealed record Refuse(AuthError Error) : Direction;

    /// <summary>The triggers ask for nothing more; whether the user may come in is still the pool's to say.</summary>
    public sealed record Issue : Direction;
}
