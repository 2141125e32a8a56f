using HostedAuth.Core.AppClients;

namespace HostedAuth.Oidc.Authorize.ResponseModes;

/// <summary>
/// How the answer reaches the client (OAuth 2.0 Multiple Response Types, section 2.1; OAuth 2.0 Form Post Response Mode;
/// JARM, section 2.3).
/// </summary>
/// <param name="Channel">Which part of the request to the client carries it.</param>
/// <param name="IsSigned">Whether it is one JWT (JARM).</param>
public sealed record ResponseMode(ResponseChannel Channel, bool IsSigned)
{
    private static readonly Dictionary<string, ResponseMode> ByName = new()
    {
        ["query"] = new(ResponseChannel.Query, false),
        ["fragment"] = new(ResponseChannel.Fragment, false),
        ["form_post"] = new(ResponseChannel.FormPost, false),
        ["query.jwt"] = new(ResponseChannel.Query, true),
        ["fragment.jwt"] = new(ResponseChannel.Fragment, true),
        ["form_post.jwt"] = new(ResponseChannel.FormPost, true),
    };

    /// <summary>All values of <c>response_mode</c>.</summary>
    public static IEnumerable<string> Names => [.. ByName.Keys, Signed];

    /// <summary>Signed, and otherwise as the response type has it (JARM, section 2.3.4).</summary>
    private const string Signed = "jwt";

    /// <summary>What the response type has where no mode is asked for; the query where even that isn't known.</summary>
    public static ResponseMode DefaultOf(ResponseType? type) =>
        new(type?.HasFrontChannelTokens == true ? ResponseChannel.Fragment : ResponseChannel.Query, false);

    /// <summary>
    /// The mode; null when there is no such one, or it would put a token into the query, which ends up in logs and histories
    /// (Multiple Response Types, section 3.0; JARM, section 2.3.1; RFC 9700, section 4.3.2).
    /// </summary>
    public static ResponseMode? Find(string name, ResponseType? type)
    {
        var found = name == Signed ? DefaultOf(type) with { IsSigned = true } : ByName.GetValueOrDefault(name);
        return found?.Channel is ResponseChannel.Query && type?.HasFrontChannelTokens == true ? null : found;
    }
}

/// <summary>What carries an answer to the client.</summary>
public enum ResponseChannel
{
    Query,
    Fragment,
    FormPost,
}
