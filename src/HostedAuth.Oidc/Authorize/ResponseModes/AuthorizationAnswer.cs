namespace HostedAuth.Oidc.Authorize.ResponseModes;

/// <summary>What the browser gets: an address to go to, or a form to post there. Prints nothing of what it carries.</summary>
public abstract record AuthorizationAnswer
{
    private AuthorizationAnswer()
    {
    }

    public sealed override string ToString() => GetType().Name;

    /// <summary>By 303.</summary>
    /// <param name="Location">A registered address with the answer, or a path below the pool's address.</param>
    public sealed record Redirect(string Location) : AuthorizationAnswer;

    /// <summary>By a page that posts itself, or has a button for it (OAuth 2.0 Form Post Response Mode, section 2).</summary>
    /// <param name="Action">A registered address.</param>
    /// <param name="Fields">The answer.</param>
    public sealed record Form(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields) : AuthorizationAnswer;
}
