namespace HostedAuth.Core.Errors;

/// <summary>Refusals of what authorization requests granted.</summary>
public sealed partial record AuthError
{
    /// <summary>Of a refresh: <c>invalid_target</c> (RFC 8707, section 2).</summary>
    public static AuthError ResourceNotGranted { get; } =
        new(ErrorKind.InvalidParameter, "The resource was not granted.");
}
