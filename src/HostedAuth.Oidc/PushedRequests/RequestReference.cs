namespace HostedAuth.Oidc.PushedRequests;

/// <summary>The <c>request_uri</c> of a request that waits at the server (RFC 9126, section 2.2).</summary>
internal static class RequestReference
{
    private const string Prefix = "urn:ietf:params:oauth:request_uri:";
    private const int MaximumLength = 128;

    // What the pages read from their address: people see them in the language that the request asks for.
    private static readonly string[] Languages = ["ui_locales", "lang"];

    public static string Write(string reference) => Prefix + reference;

    /// <summary>The reference; null when it is an address of somewhere else.</summary>
    public static string? Read(string requestUri) =>
        requestUri.StartsWith(Prefix, StringComparison.Ordinal) && requestUri.Length <= MaximumLength
            ? requestUri[Prefix.Length..]
            : null;

    /// <summary>The short request that stands for the whole one.</summary>
    public static OAuthParameters Carry(string clientId, string reference, OAuthParameters parameters) => OAuthParameters.Of(
    [
        new("client_id", clientId),
        new("request_uri", Write(reference)),
        .. Languages.Select(name => KeyValuePair.Create(name, parameters.FindSingle(name) ?? "")),
    ]);
}
