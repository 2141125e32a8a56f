using HostedAuth.Core.SignIn;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// <c>acr_values</c> names levels of the pool, the best first (OIDC Core, section 3.1.2.1). What names none is voluntary, and
/// left aside. Absent, the client's <c>default_acr_values</c> stand in.
/// </summary>
internal sealed class AcrValuesCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request) => request with
    {
        Levels = AuthenticationLevels.Parse(
            request.Pool,
            request.Parameters.FindSingle("acr_values")
                ?? string.Join(' ', request.Client.Metadata.DefaultAcrValues ?? [])),
    };
}
