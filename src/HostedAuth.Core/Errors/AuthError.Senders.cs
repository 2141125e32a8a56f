namespace HostedAuth.Core.Errors;

// Of tokens that are bound to a key or a certificate.
public sealed partial record AuthError
{
    public static AuthError SenderNotProven { get; } =
        new(ErrorKind.NotAuthorized, "The client's tokens are bound to a key or a certificate, and it has proven none.");
}
