namespace HostedAuth.Core.Errors;

// Of tokens and sessions.
public sealed partial record AuthError
{
    public static AuthError ClientSecretMismatch(string clientId) =>
        new(ErrorKind.NotAuthorized, $"Unable to verify secret for client {clientId}");
}
