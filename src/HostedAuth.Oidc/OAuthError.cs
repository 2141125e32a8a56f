namespace HostedAuth.Oidc;

/// <summary>An error as the protocol carries it (RFC 6749, sections 4.1.2.1 and 5.2).</summary>
/// <param name="Code">The registered error code.</param>
/// <param name="Description">For the developer of the client; holds no secret and nothing of the request.</param>
public sealed record OAuthError(string Code, string Description)
{
    private const int Longest = 512;

    /// <summary>
    /// For the developer of the client. Some of it others wrote, triggers above all: up to 512 characters, and of those none that
    /// the protocol forbids.
    /// </summary>
    public string Description { get; } = Permitted(Description);

    /// <summary>RFC 6749, section 5.2: %x20-21, %x23-5B and %x5D-7E.</summary>
    private static string Permitted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(text.Take(Longest).Select(one => one switch
        {
            '"' => '\'',
            '\\' or < ' ' or > '~' => '?',
            _ => one,
        }));
    }
}
