namespace HostedAuth.Core.Errors;

// Of addresses, and of messages to them.
public sealed partial record AuthError
{
    /// <param name="channel"><c>email</c> or <c>sms</c>.</param>
    public static AuthError NoSenderFor(string channel) => new(
        ErrorKind.CodeDeliveryFailure,
        $"The message can't be delivered: no sender is configured for {(channel is "sms" ? "SMS" : "email")}.");

    public static AuthError NotVerifiable(string attribute) =>
        InvalidParameter($"Invalid attribute: {attribute}. Only email and phone_number can be verified.");

    /// <param name="attribute">email or phone_number.</param>
    public static AuthError NothingToVerify(string attribute) =>
        InvalidParameter($"The user has no {attribute} to verify.");
}
