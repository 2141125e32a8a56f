namespace HostedAuth.Core.Tokens;

/// <summary>Which of a user's attributes the scopes of OpenID Connect open, as Cognito reads them.</summary>
public static class ScopedAttributes
{
    /// <summary>
    /// The scopes with what they mean unsaid: <c>openid</c> without the scopes that narrow it is the whole profile. Who
    /// compares what was allowed with what is asked compares these, for fewer words may open more.
    /// </summary>
    public static IReadOnlyList<string> Effective(IEnumerable<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        List<string> said = [.. scopes.Distinct()];
        return said.Contains("openid") && !said.Contains("email") && !said.Contains("phone") && !said.Contains("profile")
            ? [.. said, "profile"]
            : said;
    }

    /// <summary>
    /// Whether a token opens an attribute: its own scopes do, and those that were granted at the sign-in behind it. Of
    /// <c>openid email</c> no <c>openid</c> can be made that opens more.
    /// </summary>
    /// <param name="attribute">The attribute's name.</param>
    /// <param name="scopes">The token's, <c>openid</c> among them.</param>
    /// <param name="granted">Those of its session.</param>
    public static bool IsOpen(string attribute, IReadOnlyCollection<string> scopes, IReadOnlyCollection<string> granted) =>
        IsOpen(attribute, scopes) && IsOpen(attribute, granted);

    /// <summary>
    /// Whether the scopes open an attribute. <c>openid</c> alone opens all, <c>profile</c> too; <c>email</c> and
    /// <c>phone</c> without <c>profile</c> open only their own. What the client may read is decided elsewhere.
    /// </summary>
    /// <param name="attribute">The attribute's name.</param>
    /// <param name="scopes">The scopes granted, <c>openid</c> among them.</param>
    private static bool IsOpen(string attribute, IReadOnlyCollection<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        var email = scopes.Contains("email");
        var phone = scopes.Contains("phone");
        if (scopes.Contains("profile") || (!email && !phone))
        {
            return true;
        }

        return attribute switch
        {
            "sub" => true,
            "email" or "email_verified" => email,
            "phone_number" or "phone_number_verified" => phone,
            _ => false,
        };
    }
}
