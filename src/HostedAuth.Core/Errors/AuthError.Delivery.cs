namespace HostedAuth.Core.Errors;

// Of addresses, and of messages to them.
public sealed partial record AuthError
{
    public static AuthError NotVerifiable(string attribute) =>
        InvalidParameter($"Invalid attribute: {attribute}. Only email and phone_number can be verified.");

    /// <param name="attribute">email or phone_number.</param>
    public static AuthError NothingToVerify(string attribute) =>
        InvalidParameter($"The user has no {attribute} to verify.");
}
