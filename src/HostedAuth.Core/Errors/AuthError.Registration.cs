namespace HostedAuth.Core.Errors;

// What is refused about clients' metadata and their registration.
public sealed partial record AuthError
{
    /// <summary>Of a registration: <c>invalid_client_metadata</c>.</summary>
    public static AuthError InvalidMetadata(string fault) => InvalidParameter($"Invalid client metadata: {fault}");

    public static AuthError ClientSecretNotFound(string secretId) =>
        new(ErrorKind.ResourceNotFound, $"Client secret {secretId} does not exist.");
}
