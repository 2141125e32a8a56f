using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Passkeys;

/// <summary>Who may give themselves a passkey.</summary>
internal static class OwnPasskeys
{
    /// <summary>
    /// The caller, who signed in: a passkey outlives an issuer's word by which a token was made (RFC 7523). Refuses with
    /// NobodySignedIn.
    /// </summary>
    public static User OwnerOf(Caller caller) => caller.User!.Session.IsByAssertion
        ? throw AuthError.NobodySignedIn.AsException()
        : caller.Own();
}
