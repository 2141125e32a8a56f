using System.Net.Http.Headers;
using System.Text;

namespace HostedAuth.Server.Tests.Oidc.Introspection;

/// <summary>Asks what a token is, and says what the answer should be.</summary>
internal static class Asking
{
    public const string Path = "/oauth2/introspect";

    public static Task<Answer> IntrospectAsync(
        this TestApp app,
        string token,
        params (string Name, string? Value)[] more) => app.IntrospectAsync(token, accept: null, more);

    public static Task<Answer> IntrospectAsync(
        this TestApp app,
        string token,
        string? accept,
        params (string Name, string? Value)[] more) => app.SendAsync(HttpMethod.Post, Path, request =>
        {
            request.Content = new StringContent(TestApp.Encode([("token", token), .. more]), Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
            request.Headers.TryAddWithoutValidation("Authorization", app.Basic());

            if (accept is not null)
            {
                request.Headers.TryAddWithoutValidation("Accept", accept);
            }
        });

    public static void ShouldBeActive(this Answer answer)
    {
        answer.Status.ShouldBe(200, answer.Body);
        answer.Json.GetProperty("active").GetBoolean().ShouldBeTrue(answer.Body);
    }

    /// <summary>And that nothing else is said (RFC 7662, section 2.2).</summary>
    public static void ShouldBeInactive(this Answer answer)
    {
        answer.Status.ShouldBe(200, answer.Body);
        answer.Body.ShouldBe("{\"active\":false}");
    }
}
