using HostedAuth.Core.AppClients;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// Which of a user's attributes the scopes open (OIDC Core, section 5.4): each its own set, and <c>profile</c> all that is in
/// none of the others, the pool's own attributes too. As in Cognito, <c>openid</c> alone opens all, and in a strict pool
/// <c>profile</c> does. What the client may read is decided elsewhere.
/// </summary>
public static class ScopedAttributes
{
    private static readonly string[] Opening = [Scopes.Profile, Scopes.Email, Scopes.Phone, Scopes.Address];

    /// <summary>
    /// The scopes with what they mean unsaid. Who compares what was allowed with what is asked compares these, for fewer words
    /// may open more.
    /// </summary>
    /// <param name="scopes">What is said.</param>
    /// <param name="isStrict">Whether the pool is.</param>
    public static IReadOnlyList<string> Effective(IEnumerable<string> scopes, bool isStrict)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        List<string> said = [.. scopes.Distinct()];
        return said.Contains(Scopes.OpenId) && OpenAll(said, isStrict) ? [.. said, .. Opening.Except(said)] : said;
    }

    /// <summary>
    /// Whether a token opens an attribute: its own scopes do, and those that were granted at the sign-in behind it. Of
    /// <c>openid email</c> no <c>openid</c> can be made that opens more.
    /// </summary>
    /// <param name="attribute">The attribute's name.</param>
    /// <param name="scopes">The token's, <c>openid</c> among them.</param>
    /// <param name="granted">Those of its session.</param>
    /// <param name="isStrict">Whether the pool is.</param>
    public static bool IsOpen(
        string attribute,
        IReadOnlyCollection<string> scopes,
        IReadOnlyCollection<string> granted,
        bool isStrict) => IsOpen(attribute, scopes, isStrict) && IsOpen(attribute, granted, isStrict);

    /// <summary>Whether the scopes, <c>openid</c> among them, open an attribute.</summary>
    public static bool IsOpen(string attribute, IReadOnlyCollection<string> scopes, bool isStrict)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        return attribute == "sub" || OpenAll(scopes, isStrict) || IsNamed(attribute, scopes);
    }

    /// <summary>Whether one of the scopes is the one that opens an attribute, whatever they mean unsaid.</summary>
    internal static bool IsNamed(string attribute, IReadOnlyCollection<string> scopes) => scopes.Contains(attribute switch
    {
        "email" or "email_verified" => Scopes.Email,
        "phone_number" or "phone_number_verified" => Scopes.Phone,
        "address" => Scopes.Address,
        _ => Scopes.Profile,
    });

    private static bool OpenAll(IReadOnlyCollection<string> scopes, bool isStrict) =>
        scopes.Contains(Scopes.Profile)
            ? isStrict
            : !scopes.Contains(Scopes.Email) && !scopes.Contains(Scopes.Phone) && !scopes.Contains(Scopes.Address);
}
