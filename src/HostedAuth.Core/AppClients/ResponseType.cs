namespace HostedAuth.Core.AppClients;

/// <summary>
/// What the authorization endpoint is asked to answer with (OAuth 2.0 Multiple Response Type Encoding Practices, sections 3
/// to 5; OIDC Core, section 3). The order of the words says nothing.
/// </summary>
public sealed record ResponseType
{
    private ResponseType(string name)
    {
        var words = name.Split(' ');
        Name = name;
        HasCode = words.Contains("code");
        HasIdToken = words.Contains("id_token");
        HasToken = words.Contains("token");
    }

    /// <summary>The authorization code flow, which gives nothing but a code.</summary>
    public static ResponseType Code { get; } = new("code");

    /// <summary>All that the server knows.</summary>
    public static IReadOnlyList<ResponseType> All { get; } =
    [
        Code, new("token"), new("id_token"), new("id_token token"),
        new("code id_token"), new("code token"), new("code id_token token"),
    ];

    /// <summary>In the order that the specifications write it.</summary>
    public string Name { get; }

    public bool HasCode { get; }

    public bool HasIdToken { get; }

    public bool HasToken { get; }

    /// <summary>Whether a token comes straight from the authorization endpoint, by the browser.</summary>
    public bool HasFrontChannelTokens => HasIdToken || HasToken;

    /// <summary>Whether the flows of AllowedOAuthFlows give all that is in it.</summary>
    public bool IsWithin(IReadOnlyCollection<string> flows)
    {
        ArgumentNullException.ThrowIfNull(flows);
        return (!HasCode || flows.Contains("code")) && (!HasFrontChannelTokens || flows.Contains("implicit"));
    }

    /// <summary>The response type; null when there is no such one.</summary>
    public static ResponseType? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ').Order(StringComparer.Ordinal).ToList();
        return All.FirstOrDefault(type => type.Name.Split(' ').SequenceEqual(words));
    }

    /// <summary>
    /// What a client may ask for: <c>code</c> by the flow of this name, the tokens by <c>implicit</c>, whatever else by the
    /// metadata that an operator gave it. An access token by the browser can't be bound to a key or certificate: a client
    /// whose tokens must be gets none there (RFC 9449, section 5.2; RFC 8705, section 3.4). FAPI 2.0 knows codes alone
    /// (Security Profile, section 5.3.2.2).
    /// </summary>
    internal static IReadOnlyList<ResponseType> Of(ClientSnapshot client)
    {
        if (!client.UsesOAuth)
        {
            return [];
        }

        var flows = client.OAuthFlows;
        var named = (client.Metadata.ResponseTypes ?? []).Select(Find).ToList();
        return
        [
            .. All.Where(type => named.Contains(type)
                    || (type == Code ? flows.Contains("code") : !type.HasCode && flows.Contains("implicit")))
                // One that registered itself has what it named (RFC 7591, section 2), while an operator leaves it the flows.
                .Where(type => !client.Client.IsRegistered
                    || ((named.Contains(type) || named.Count == 0) && type.IsWithin(flows)))
                .Where(type => !type.HasToken || !(client.BindsToKey || client.BindsToCertificate))
                .Where(type => type == Code || !client.IsFapi2),
        ];
    }

    public override string ToString() => Name;
}
