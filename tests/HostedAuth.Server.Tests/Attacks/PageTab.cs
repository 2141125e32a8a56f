using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>A browser at the hosted pages, as far as forms and cookies go; it follows nothing by itself.</summary>
internal sealed partial class PageTab(HostedAuthServer server)
{
    /// <summary>By name; an attacker may change them.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>What is done to each request before it goes out.</summary>
    public Action<HttpRequestMessage>? Change { get; init; }

    /// <summary>The address that the form of the last page goes to.</summary>
    public string Action { get; private set; } = "";

    /// <summary>The form token of the last page.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Bends the form to another address.</summary>
    public void GoesTo(string address) => Action = address;

    public Task<Answer> OpenAsync(string address) => SendAsync(HttpMethod.Get, address, content: null);

    /// <summary>Sends the form of the last page.</summary>
    public Task<Answer> SubmitAsync(params (string Name, string? Value)[] fields) =>
        PostAsync(Action, TestApp.Encode([("form", Token), .. fields]));

    public Task<Answer> PostAsync(
        string address,
        string body,
        string contentType = "application/x-www-form-urlencoded")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return SendAsync(HttpMethod.Post, address, content);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(new Uri(HostedAuthServer.BaseAddress), address));
        request.Content = content;
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(one => $"{one.Key}={one.Value}")));
        Change?.Invoke(request);
        using var response = await server.Http.SendAsync(request);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            Cookies[pair[0]] = pair[1];
        }

        var answer = await Answer.ReadAsync(response);
        Action = WebUtility.HtmlDecode(FormAction().Match(answer.Body) is { Success: true } action ? action.Groups[1].Value : Action);
        Token = FormToken().Match(answer.Body) is { Success: true } token ? token.Groups[1].Value : Token;
        return answer;
    }

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]+)\"")]
    private static partial Regex FormAction();

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
