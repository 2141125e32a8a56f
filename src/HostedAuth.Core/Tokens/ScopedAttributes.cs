namespace HostedAuth.Core.Tokens;

/// <summary>Which of a user's attributes the scopes of OpenID Connect open, as Cognito reads them.</summary>
public static class ScopedAttributes
{
    /// <summary>
    /// Whether the scopes open an attribute. <c>openid</c> alone opens all, <c>profile</c> too; <c>email</c> and
    /// <c>phone</c> without <c>profile</c> open only their own. What the client may read is decided elsewhere.
    /// </summary>
    /// <param name="attribute">The attribute's name.</param>
    /// <param name="scopes">The scopes granted, <c>openid</c> among them.</param>
    public static bool IsOpen(string attribute, IReadOnlyCollection<string> scopes)
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
