using HostedAuth.Core.Users;

namespace HostedAuth.Oidc.Authorize;

/// <summary>Whether the person must say with which account to go on (OIDC Core, section 3.1.2.1, <c>select_account</c>).</summary>
public static class AccountChoice
{
    private static readonly string[] Names = ["email", "phone_number", "preferred_username"];

    /// <summary>Where the app asks for it, or expects somebody else than who is signed in.</summary>
    internal static bool IsOwed(AuthorizationRequest request, User user) =>
        request.Prompts.Contains("select_account") || ExpectsAnother(request, user);

    /// <summary>
    /// Whether the app's <c>login_hint</c> names somebody else. A strict pool takes a hint for what to put into a field, as
    /// Cognito does.
    /// </summary>
    public static bool ExpectsAnother(AuthorizationRequest request, User user)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(user);
        return request.LoginHint is { } hint && !request.Pool.IsStrict && !IsOf(request, user, hint.Trim());
    }

    /// <summary>By what the app may know: of pairwise subjects its own alone (OIDC Core, section 8.1).</summary>
    private static bool IsOf(AuthorizationRequest request, User user, string hint) =>
        Names.Select(name => user.Attributes.GetValueOrDefault(name))
            .Append(user.Username)
            .Append(request.Client.SubjectOf(user.Id))
            .Any(name => string.Equals(name, hint, StringComparison.OrdinalIgnoreCase));
}
