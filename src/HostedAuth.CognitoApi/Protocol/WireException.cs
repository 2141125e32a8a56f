using HostedAuth.Core.Errors;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>
/// A refusal of the protocol itself, before an operation runs. The core refuses with <see cref="AuthException"/>.
/// </summary>
/// <param name="type">The error's name on the wire.</param>
/// <param name="message">The text on the wire; holds no secret.</param>
/// <param name="status">The HTTP status.</param>
internal sealed class WireException(string type, string message, int status = 400) : Exception(message)
{
    public string Type { get; } = type;

    public int Status { get; } = status;

    public static WireException UnknownOperation(string message) => new("UnknownOperationException", message);

    public static WireException Serialization(string message) => new("SerializationException", message);

    public static WireException InvalidParameter(string message) => new("InvalidParameterException", message);

    public static WireException MissingAuthenticationToken() =>
        new("MissingAuthenticationTokenException", "Missing Authentication Token");

    public static WireException UnrecognizedClient() =>
        new("UnrecognizedClientException", "The security token included in the request is invalid.");

    public static WireException InvalidSignature(string message) => new("InvalidSignatureException", message);

    public static WireException SignatureMismatch() => InvalidSignature(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
        + "and signing method. Consult the service documentation for details.");

    public static WireException IncompleteSignature(string message) => new("IncompleteSignatureException", message);

    public static WireException ExpiredToken() =>
        new("ExpiredTokenException", "The security token included in the request is expired");

    public static WireException AccessDenied(string caller, string action, string resource) => new(
        "AccessDeniedException",
        $"User: {caller} is not authorized to perform: {action} on resource: {resource}");

    public static WireException BodyTooLarge() =>
        new("RequestEntityTooLargeException", "The request is larger than this operation takes.", 413);
}
