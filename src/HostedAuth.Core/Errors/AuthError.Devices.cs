namespace HostedAuth.Core.Errors;

// Of remembered devices.
public sealed partial record AuthError
{
    public static AuthError DeviceNotFound { get; } = new(ErrorKind.ResourceNotFound, "Device does not exist.");

    public static AuthError InvalidDeviceKey { get; } = InvalidParameter("Invalid device key given.");

    public static AuthError DeviceKeyExists { get; } = new(ErrorKind.DeviceKeyExists, "Device key already exists.");

    public static AuthError InvalidDeviceVerifier { get; } = InvalidParameter("Invalid device secret verifier given.");
}
