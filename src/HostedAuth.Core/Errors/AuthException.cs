namespace HostedAuth.Core.Errors;

/// <summary>A use case refuses. Caught in exactly one place of each face.</summary>
public sealed class AuthException : Exception
{
    public AuthException(AuthError error)
        : base(error.Message) => Error = error;

    /// <summary>What the caller may see.</summary>
    public AuthError Error { get; }
}
