namespace HostedAuth.Core.Errors;

// Of what people allow clients.
public sealed partial record AuthError
{
    public static AuthError InvalidDeviceCode { get; } = new(ErrorKind.NotAuthorized, "The device code is not good.");

    public static AuthError InvalidAssertion { get; } = new(ErrorKind.NotAuthorized, "The assertion is not good.");

    public static AuthError ConsentNotFound { get; } = new(ErrorKind.ResourceNotFound, "Consent does not exist.");
}
