using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Requests;

/// <summary>
/// What is known of the request at hand beside what it asks for: who sends it from where, and what the client wants triggers
/// to know. The faces fill it at their edge; triggers, devices and risk read it. One for each request.
/// </summary>
public sealed class CallDetails
{
    private const int LongestUserAgent = 256;

    /// <summary>The address of the person's device: as a trusted backend tells it (ContextData), else the connection's.</summary>
    public string? IpAddress { get; set; }

    /// <summary>A backend calls that doesn't say for whom (ContextData): address and User-Agent are its own.</summary>
    public bool IsOfBackend { get; set; }

    /// <summary>The address of the person's device as a client tells it (UserContextData); null for none.</summary>
    public string? ToldIpAddress { get; set; }

    /// <summary>The User-Agent header, or the one that a trusted backend tells.</summary>
    public string? UserAgent { get; set; }

    /// <summary>A hosted page was asked, not the API.</summary>
    public bool IsOfPage { get; set; }

    /// <summary>The handle by which a browser says that it was remembered; the pages alone fill it.</summary>
    public Secret? BrowserDevice { get; set; }

    /// <summary>ClientMetadata: reaches triggers, is never stored.</summary>
    public IReadOnlyDictionary<string, string> ClientMetadata { get; set; } = new Dictionary<string, string>();

    /// <summary>ValidationData of SignUp and AdminCreateUser.</summary>
    public IReadOnlyDictionary<string, string> ValidationData { get; set; } = new Dictionary<string, string>();

    /// <summary>The languages that a page's reader prefers, the first choice first; none for calls of the API.</summary>
    public IReadOnlyList<string> Languages { get; set; } = [];

    /// <summary>
    /// The call begins a sign-in: its metadata reaches PreAuthentication and UserMigration alone, as validation data
    /// (InitiateAuth, ClientMetadata).
    /// </summary>
    public void BeginSignIn() =>
        (ValidationData, ClientMetadata) = (ClientMetadata, new Dictionary<string, string>());

    /// <summary>
    /// Takes the address that the client tells for the person's, where the client may tell one
    /// (EnablePropagateAdditionalUserContextData) and has a secret to prove itself by: the operations that take a told
    /// address refuse it without a right SECRET_HASH.
    /// </summary>
    public void Believe(ClientSnapshot client)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (ToldIpAddress is not null && client.ProvesItselfToApi && client.Settings.EnablePropagateAdditionalUserContextData == true)
        {
            IpAddress = ToldIpAddress;
        }
    }

    /// <summary>A User-Agent header as it is kept: at most 256 characters.</summary>
    public static string? Shorten(string? userAgent) =>
        userAgent is { Length: > LongestUserAgent } ? userAgent[..LongestUserAgent] : userAgent;
}
