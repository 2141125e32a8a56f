using HostedAuth.Core.ResourceServers;

namespace HostedAuth.Core.AppClients;

/// <summary>The scopes that clients may be given.</summary>
public static class Scopes
{
    public const string OpenId = "openid";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Profile = "profile";

    /// <summary>Of OIDC Core, section 5.4; a strict pool has none, as Cognito.</summary>
    public const string Address = "address";

    /// <summary>Lets an access token work at the operations of the API.</summary>
    public const string SelfService = "aws.cognito.signin.user.admin";

    /// <summary>Guards the registration of clients; belongs to the built-in resource server <c>aws.cognito</c>.</summary>
    public const string Registration = "aws.cognito/dcr/register";

    private static readonly string[] BuiltIn = [OpenId, Email, Phone, Profile, Address, SelfService, Registration];

    /// <summary>Whether it is a scope of ours; all others are of a resource server.</summary>
    public static bool IsBuiltIn(string scope) => BuiltIn.Contains(scope);

    /// <summary>
    /// The resource server that a scope is of (<c>identifier/name</c>, and names have no slash); null for one of ours.
    /// </summary>
    public static string? ServerOf(string scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return IsBuiltIn(scope) || scope.LastIndexOf('/') is not (> 0 and var slash) ? null : scope[..slash];
    }

    /// <summary>All scopes of a pool: the built-in ones, and <c>identifier/name</c> of its resource servers.</summary>
    public static IEnumerable<string> Of(IEnumerable<ResourceServer> servers, bool isStrict) =>
        BuiltIn.Where(scope => !isStrict || scope != Address)
            .Concat(servers.SelectMany(server => server.Scopes.Select(scope => $"{server.Identifier}/{scope.ScopeName}")));
}
