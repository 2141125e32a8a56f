using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;
using HostedAuth.Oidc.ProtectedResources;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Registration;

/// <summary>
/// POST /oauth2/register (RFC 7591, section 3): closed unless the pool's DcrConfiguration opens it, and then to bearers of an
/// initial access token alone, unless it opens it to everybody.
/// </summary>
internal sealed class RegisterEndpoint(
    PoolScope scope,
    ClientRegistrations registrations,
    InitialAccessTokens initialAccess,
    SectorIdentifiers sectors,
    RegistrationAnswer answer)
{
    private const string Scheme = "Bearer ";

    public Task HandleAsync(HttpContext context) => RegistrationErrors.TranslateAsync(context, async () =>
    {
        var policy = await AdmitAsync(context.Request);
        var registration = RegistrationReader.Read(await RegistrationBody.ReadAsync(context.Request), policy);
        await sectors.CheckAsync(registration, context.RequestAborted);
        var registered = await registrations.RegisterAsync(registration, policy.IsVouchedFor, context.RequestAborted);
        await answer.WriteAsync(context.Response, registered, StatusCodes.Status201Created);
    });

    private async Task<RegistrationPolicy> AdmitAsync(HttpRequest request)
    {
        if (RegistrationPolicy.Authenticated(scope.Pool) is not { } authenticated)
        {
            throw new OAuthException("access_denied", "Clients can't register here.", StatusCodes.Status403Forbidden);
        }

        string? header = request.Headers.Authorization;
        if (header is null)
        {
            var open = RegistrationPolicy.Open(scope.Pool) ?? throw Missing();
            await registrations.CountOpenAsync(request.HttpContext.RequestAborted);
            return open;
        }

        var access = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? initialAccess.Check(header[Scheme.Length..].Trim())
            : InitialAccess.Invalid;
        return access switch
        {
            InitialAccess.Good => authenticated,
            InitialAccess.WrongScope => throw Challenges.Registration(
                StatusCodes.Status403Forbidden,
                "insufficient_scope",
                "The token may not register clients.",
                ("scope", Scopes.Registration)),
            _ => throw Challenges.Registration(
                StatusCodes.Status401Unauthorized,
                "invalid_token",
                "The initial access token is not valid."),
        };
    }

    // Without a token the challenge names no error (RFC 6750, section 3.1).
    private static OAuthException Missing() =>
        new("invalid_token", "An initial access token is required.", StatusCodes.Status401Unauthorized)
        {
            Challenge = $"Bearer realm=\"HostedAuth\", scope=\"{Scopes.Registration}\"",
        };
}
