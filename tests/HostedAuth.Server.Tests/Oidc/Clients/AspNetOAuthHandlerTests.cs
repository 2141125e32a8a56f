using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Server.Tests.Oidc.Clients;

/// <summary>A web app that signs people in with ASP.NET Core's own OAuth handler (Microsoft.AspNetCore.Authentication.OAuth).</summary>
public sealed class AspNetOAuthHandlerTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Site = "https://site.example";
    private const string CallbackPath = "/signin-hostedauth";

    [Fact]
    public async Task A_person_signs_in_to_a_web_app()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true, CallbackURLs = new[] { Site + CallbackPath } });
        await using var site = await StartAsync(app);
        using var browser = site.GetTestServer().CreateClient();

        var challenge = await browser.GetAsync(new Uri($"{Site}/me"));
        var back = await app.AuthorizeAsync(challenge.Headers.Location!.Query, await app.SignInAsync());
        var signedIn = await SendAsync(browser, back.Location!, challenge);
        var me = await SendAsync(browser, signedIn.Headers.Location!.ToString(), signedIn);

        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await me.Content.ReadAsStringAsync()).ShouldBe("alice@example.com");
    }

    [Fact]
    public async Task The_handler_hears_of_a_person_who_may_not_sign_in_silently()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true, CallbackURLs = new[] { Site + CallbackPath } });
        await using var site = await StartAsync(app);
        using var browser = site.GetTestServer().CreateClient();

        var challenge = await browser.GetAsync(new Uri($"{Site}/me"));
        var back = await app.AuthorizeAsync($"{challenge.Headers.Location!.Query}&prompt=none");
        var failed = await SendAsync(browser, back.Location!, challenge);

        (await failed.Content.ReadAsStringAsync()).ShouldBe("login_required");
    }

    private async Task<WebApplication> StartAsync(TestApp app)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthorization();
        builder.Services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultChallengeScheme = "hostedauth";
            })
            .AddCookie()
            .AddOAuth("hostedauth", options => Configure(options, app));
        var site = builder.Build();
        site.UseAuthentication();
        site.UseAuthorization();
        site.MapGet("/me", (ClaimsPrincipal me) => me.FindFirstValue(ClaimTypes.Email)).RequireAuthorization();
        await site.StartAsync();
        return site;
    }

    private void Configure(OAuthOptions options, TestApp app)
    {
        options.ClientId = app.Client.Id;
        options.ClientSecret = app.Client.Secret!;
        options.AuthorizationEndpoint = $"{app.Issuer}/oauth2/authorize";
        options.TokenEndpoint = $"{app.Issuer}/oauth2/token";
        options.UserInformationEndpoint = $"{app.Issuer}/oauth2/userInfo";
        options.CallbackPath = CallbackPath;
        options.UsePkce = true;
        options.Scope.Add("openid");
        options.Scope.Add("email");
        options.ClaimActions.MapJsonKey(ClaimTypes.Email, "email");
        options.Backchannel = server.NewClient();
        options.Events.OnCreatingTicket = ReadUserInfoAsync;
        options.Events.OnRemoteFailure = async failure =>
        {
            await failure.Response.WriteAsync(failure.Failure!.Data["error"]!.ToString()!);
            failure.HandleResponse();
        };
    }

    private static async Task ReadUserInfoAsync(OAuthCreatingTicketContext ticket)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ticket.Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ticket.AccessToken);
        using var answer = await ticket.Backchannel.SendAsync(request);
        using var user = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        ticket.RunClaimActions(user.RootElement);
    }

    /// <summary>Goes on with the cookies of the answer before.</summary>
    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string url, HttpResponseMessage before)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url));
        request.Headers.Add("Cookie", before.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])
            .Where(cookie => !cookie.EndsWith('=')));
        return await browser.SendAsync(request);
    }
}
