using System.Text;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc;

/// <summary>
/// Sends a browser on by 303: what was posted is never posted on (RFC 9700, section 4.12). Only to addresses that the
/// checks gave back.
/// </summary>
public static class SeeOther
{
    /// <summary>In characters: what the addresses of pages can carry on.</summary>
    private const int MaximumQuery = 12 * 1024;

    /// <summary>
    /// The page for an error that no client may hear of. It carries the code alone: a text from a query is anyone's
    /// text.
    /// </summary>
    internal static string ErrorPage(OAuthError error) => $"/error?error={Uri.EscapeDataString(error.Code)}";

    /// <param name="context">The request and its answer.</param>
    /// <param name="location">A registered address, or a path below the pool's address.</param>
    internal static void Answer(HttpContext context, string location)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.Location = location.StartsWith('/') ? context.Request.PathBase + location : Ascii(location);
    }

    /// <summary>
    /// Turns a cross-site post into a get of the same address: with it the browser sends its cookie, which a post from
    /// another site goes without (SameSite=Lax). What can't be read or is too long is told on a page: a person sits
    /// there, and the client is as unread as the rest (RFC 6749, section 4.1.2.1).
    /// </summary>
    internal static async Task AnswerPostAsync(HttpContext context)
    {
        try
        {
            var parameters = await OAuthForm.ReadAsync(context.Request);
            var query = parameters.IsTooMany
                ? throw new OAuthException("invalid_request", "There are too many parameters.")
                : parameters.ToQuery();
            Answer(
                context,
                query.Length <= MaximumQuery
                    ? context.Request.Path.Value + query
                    : throw new OAuthException("invalid_request", "The request is too long."));
        }
        catch (OAuthException refusal)
        {
            Answer(context, ErrorPage(refusal.Error));
        }
    }

    /// <summary>The address as a header can hold it: ASCII only, where registered addresses may hold more.</summary>
    public static string Ascii(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var ascii = new StringBuilder(address.Length);
        foreach (var rune in address.EnumerateRunes())
        {
            ascii.Append(rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        }

        return ascii.ToString();
    }
}
