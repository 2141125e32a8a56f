namespace HostedAuth.Core.Errors;

// Of tokens and sessions.
public sealed partial record AuthError
{
    public static AuthError ClientSecretMismatch(string clientId) =>
        new(ErrorKind.NotAuthorized, $"Unable to verify secret for client {clientId}");

    public static AuthError SessionNotFound { get; } = new(ErrorKind.ResourceNotFound, "Session does not exist.");

    public static AuthError OwnSession { get; } = InvalidParameter("The session that makes the request can't be revoked by it.");
}
