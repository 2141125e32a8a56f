using System.Globalization;
using HostedAuth.Core.Errors;
using HostedAuth.Oidc.ProtectedResources;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Registration;

/// <summary>What the core refuses, in the words of registration (RFC 7591, section 3.2.2).</summary>
internal static class RegistrationErrors
{
    public static async Task TranslateAsync(HttpContext context, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (AuthException refusal)
        {
            if (refusal.Error.RetryAfter is { } wait)
            {
                context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            throw Translate(refusal.Error);
        }
    }

    private static OAuthException Translate(AuthError error) => error.Kind switch
    {
        ErrorKind.NotAuthorized =>
            Challenges.Registration(StatusCodes.Status401Unauthorized, "invalid_token", error.Message),
        ErrorKind.LimitExceeded when error.RetryAfter is not null =>
            new("temporarily_unavailable", "Too much was registered or changed from here.", StatusCodes.Status429TooManyRequests),
        ErrorKind.LimitExceeded or ErrorKind.UnsupportedOperation => new("access_denied", error.Message, StatusCodes.Status403Forbidden),
        _ => new("invalid_client_metadata", error.Message),
    };
}
