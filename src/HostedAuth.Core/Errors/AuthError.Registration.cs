namespace HostedAuth.Core.Errors;

// What is refused about clients' metadata and their registration.
public sealed partial record AuthError
{
    /// <summary>Of a registration: <c>invalid_client_metadata</c>.</summary>
    public static AuthError InvalidMetadata(string fault) => InvalidParameter($"Invalid client metadata: {fault}");

    /// <summary>Of the token by which a registered client manages itself; the same for a client that there is not.</summary>
    public static AuthError InvalidRegistrationToken { get; } =
        new(ErrorKind.NotAuthorized, "The registration access token is not valid for this client.");

    /// <summary>Of a change of a client that is switched off, or where clients don't register.</summary>
    public static AuthError RegistrationClosed { get; } =
        new(ErrorKind.UnsupportedOperation, "The registration can't be changed.");

    /// <summary>Of a change by which a client would get what an operator took from it.</summary>
    public static AuthError RegistrationHeld { get; } = new(
        ErrorKind.UnsupportedOperation,
        "An operator changed this client: it can't get further grant types, scopes or addresses by itself.");

    public static AuthError ClientSecretNotFound(string secretId) =>
        new(ErrorKind.ResourceNotFound, $"Client secret {secretId} does not exist.");
}
