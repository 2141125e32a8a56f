namespace HostedAuth.Core.SignIn;

/// <summary>
/// What whoever asks for a sign-in demands of it beyond the pool. The faces fill it at their edge, before a sign-in begins;
/// from then on the attempt carries it. One for each request.
/// </summary>
public sealed class SignInDemand
{
    /// <summary>The levels that would do, the best first; empty for any (<see cref="AuthenticationLevels"/>).</summary>
    public IReadOnlyList<int> Levels { get; set; } = [];
}
