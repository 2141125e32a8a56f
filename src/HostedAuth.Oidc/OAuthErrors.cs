using System.Globalization;
using HostedAuth.Core.Errors;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc;

/// <summary>Renders refusals as JSON (RFC 6749, section 5.2). The one place of the face that does.</summary>
internal static class OAuthErrors
{
    /// <summary>Runs an endpoint and answers what it refuses.</summary>
    public static async Task GuardAsync(HttpContext context, RequestDelegate endpoint)
    {
        try
        {
            await endpoint(context);
        }
        catch (OAuthException refusal)
        {
            await WriteAsync(context.Response, refusal);
        }
        catch (AuthException refusal)
        {
            if (refusal.Error.RetryAfter is { } wait)
            {
                context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            await WriteAsync(context.Response, Translate(refusal.Error));
        }
    }

    /// <summary>What the core refuses, in the protocol's words: nearly always a grant that is not good any more.</summary>
    private static OAuthException Translate(AuthError error) => error.Kind switch
    {
        ErrorKind.UnsupportedTokenType => new("unsupported_token_type", "The server can't revoke tokens of this type."),
        _ when error == AuthError.ResourceNotGranted => new("invalid_target", error.Message),
        ErrorKind.ScopeDoesNotExist => new("invalid_scope", error.Message),
        // Nothing is wrong with the grant: a client that took it so would drop a good refresh token.
        ErrorKind.UnexpectedLambda or ErrorKind.InvalidLambdaResponse =>
            new("server_error", error.Message, StatusCodes.Status502BadGateway),
        ErrorKind.TooManyRequests =>
            new("temporarily_unavailable", error.Message, StatusCodes.Status429TooManyRequests),
        _ => new("invalid_grant", error.Message),
    };

    private static async Task WriteAsync(HttpResponse response, OAuthException refusal)
    {
        response.StatusCode = refusal.StatusCode;
        if (refusal.Challenge is not null)
        {
            response.Headers.WWWAuthenticate = refusal.Challenge;
        }

        await JsonAnswer.WriteAsync(response, json =>
        {
            json.WriteString("error", refusal.Error.Code);
            json.WriteString("error_description", refusal.Error.Description);
        });
    }
}
