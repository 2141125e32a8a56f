using System.Net;
using System.Text.RegularExpressions;

namespace HostedAuth.Bench;

/// <summary>What a browser does: the authorization request, the login form, the code, the tokens. Keeps its cookies.</summary>
internal sealed partial class BrowserLogin(HttpClient http, World world)
{
    private readonly CookieContainer _cookies = new();

    public string AccessToken { get; private set; } = "";

    private string AuthorizeUrl =>
        $"{world.Url}/{world.PoolId}/oauth2/authorize?client_id={world.WebClientId}&response_type=code"
        + $"&scope=openid+email&state=s&redirect_uri={Uri.EscapeDataString(World.RedirectUri)}";

    /// <summary>A whole login, from nothing to tokens; true when it came to tokens.</summary>
    public async Task<bool> RunAsync()
    {
        var login = await LocationAsync(Rows.Get(AuthorizeUrl));
        using var page = await SendAsync(Rows.Get(login!));
        var html = await page.Content.ReadAsStringAsync();
        var fields = HiddenField().Matches(html).ToDictionary(
            match => match.Groups["name"].Value,
            match => WebUtility.HtmlDecode(match.Groups["value"].Value));
        fields["username"] = World.Username;
        fields["password"] = World.Password;
        var action = FormAction().Match(html) is { Success: true } found
            ? new Uri(new Uri(login!), WebUtility.HtmlDecode(found.Groups["action"].Value)).ToString()
            : login!;
        var back = await LocationAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(action))
        {
            Content = new FormUrlEncodedContent(fields),
        });
        return back is not null
            && CodeIn(await LocationAsync(Rows.Get(back))) is { } code
            && await ExchangeAsync(code);
    }

    /// <summary>A code for a browser that is signed in.</summary>
    public async Task<string?> AuthorizeAsync() => CodeIn(await LocationAsync(Rows.Get(AuthorizeUrl)));

    public async Task<bool> ExchangeAsync(string code)
    {
        using var request = Rows.Token(
            world,
            world.WebAuthorization,
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", World.RedirectUri));
        var tokens = await Rows.ReadAsync(http, request);
        AccessToken = tokens?.GetProperty("access_token").GetString() ?? "";
        return tokens is not null;
    }

    private static string? CodeIn(string? location) =>
        location is null ? null : CodeParameter().Match(location) is { Success: true } match ? match.Groups["code"].Value : null;

    private async Task<string?> LocationAsync(HttpRequestMessage request)
    {
        var address = request.RequestUri!;
        using var answer = await SendAsync(request);
        return answer.Headers.Location is { } location ? new Uri(address, location).ToString() : null;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using var _ = request;
        var address = request.RequestUri!;
        if (_cookies.GetCookieHeader(address) is { Length: > 0 } cookies)
        {
            request.Headers.Add("Cookie", cookies);
        }

        var answer = await http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
            {
                _cookies.SetCookies(address, cookie);
            }
        }

        return answer;
    }

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*name=\"(?<name>[^\"]*)\"[^>]*value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenField();

    [GeneratedRegex("<form[^>]*action=\"(?<action>[^\"]*)\"")]
    private static partial Regex FormAction();

    [GeneratedRegex("[?&]code=(?<code>[^&]*)")]
    private static partial Regex CodeParameter();
}
