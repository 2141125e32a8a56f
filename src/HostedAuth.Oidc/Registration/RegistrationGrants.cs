using HostedAuth.Core.AppClients;

namespace HostedAuth.Oidc.Registration;

/// <summary>Grant types and response types of a registration, which must fit each other (RFC 7591, section 2.1).</summary>
internal static class RegistrationGrants
{
    public const string Code = "authorization_code";
    public const string Implicit = "implicit";
    public const string ClientCredentials = "client_credentials";
    public const string RefreshToken = "refresh_token";

    /// <summary>The flows of the API that the grant types are.</summary>
    /// <exception cref="OAuthException">invalid_client_metadata.</exception>
    public static IReadOnlyList<string> Flows(IReadOnlyList<string> grantTypes, RegistrationPolicy policy)
    {
        // A refresh token comes with a code; it is no flow of its own.
        List<string> flows = [.. grantTypes.Where(type => type != RefreshToken).Select(type => type == Code ? "code" : type)];
        if (flows.Except(policy.Flows).FirstOrDefault() is { } refused)
        {
            var name = refused == "code" ? Code : refused;
            throw Refusal($"The grant type {(name.Length <= 64 ? name : "given")} can't be registered here.");
        }

        return flows.Count > 0 ? flows : throw Refusal("grant_types names none that a client can begin with.");
    }

    /// <summary>The grant types that flows come to.</summary>
    public static IEnumerable<string> GrantTypes(IEnumerable<string> flows) =>
        flows.SelectMany(flow => flow == "code" ? (string[])[Code, RefreshToken] : [flow]);

    /// <summary>The response types as the registry spells them; absent: <c>code</c>, where the client has that flow.</summary>
    /// <exception cref="OAuthException">invalid_client_metadata.</exception>
    public static IReadOnlyList<string>? ResponseTypes(IReadOnlyList<string>? asked, IReadOnlyList<string> flows)
    {
        var named = asked ?? (flows.Contains("code") ? ["code"] : []);
        List<string> types =
        [
            .. named.Select(one => ResponseType.Find(one) ?? throw Refusal("response_types names one that is not known."))
                .Select(type => type.Name)
                .Distinct(),
        ];
        var parts = types.SelectMany(type => type.Split(' ')).ToHashSet();
        var needsImplicit = parts.Contains("token") || parts.Contains("id_token");
        if (parts.Contains("code") != flows.Contains("code") || needsImplicit != flows.Contains(Implicit))
        {
            throw Refusal("response_types and grant_types don't fit each other.");
        }

        return types.Count > 0 ? types : null;
    }

    private static OAuthException Refusal(string description) => new("invalid_client_metadata", description);
}
