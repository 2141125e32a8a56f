using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Playwright;

namespace HostedAuth.Browser.Tests.Fixtures;

/// <summary>A pool of a test, and the client made last.</summary>
public sealed class TestPool(HostedAuthSite site, string id)
{
    public const string Password = "Correct-Horse-7";

    // A worked pair is of no use here: no code is exchanged.
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    public string Id => id;

    public string ClientId { get; private set; } = "";

    public async Task<string> CreateClientAsync(string name = "Acme Shop")
    {
        var client = await site.CallAsync("CreateUserPoolClient", new
        {
            UserPoolId = id,
            ClientName = name,
            AllowedOAuthFlows = new[] { "code" },
            AllowedOAuthScopes = new[] { "openid", "email" },
            AllowedOAuthFlowsUserPoolClient = true,
            SupportedIdentityProviders = new[] { "COGNITO" },
            CallbackURLs = new[] { site.Callback },
            LogoutURLs = new[] { $"{site.Callback}/out" },
        });
        return ClientId = client.Text("UserPoolClient.ClientId")!;
    }

    public async Task CreateUserAsync(string email, bool temporary = false)
    {
        await site.CallAsync("AdminCreateUser", new
        {
            UserPoolId = id,
            Username = email,
            MessageAction = "SUPPRESS",
            TemporaryPassword = Password,
            UserAttributes = new[] { new { Name = "email", Value = email }, new { Name = "email_verified", Value = "true" } },
        });
        if (!temporary)
        {
            await site.CallAsync(
                "AdminSetUserPassword",
                new { UserPoolId = id, Username = email, Password, Permanent = true });
        }
    }

    /// <summary>Ends what the browser has at the pool.</summary>
    public async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync($"{site.BaseAddress}/{id}/logout");
        await page.PressAsync();
        await page.ShouldShowAsync("You are signed out");
    }

    public Task RequireUserVerificationAsync() => ConfigurePasskeysAsync(new { UserVerification = "required" });

    public async Task MakePasskeysSecondFactorsAsync()
    {
        await ConfigurePasskeysAsync(new { FactorConfiguration = "MULTI_FACTOR_WITH_USER_VERIFICATION" });
        await site.ChangePoolAsync(this, settings => settings with { MfaConfiguration = "OPTIONAL" });
    }

    private Task<ApiAnswer> ConfigurePasskeysAsync(object configuration) =>
        site.CallAsync("SetUserPoolMfaConfig", new { UserPoolId = id, WebAuthnConfiguration = configuration });

    /// <summary>The address that an app sends a browser to.</summary>
    /// <param name="more">More parameters, such as <c>&amp;prompt=login</c>.</param>
    /// <param name="path">Another page than the authorization endpoint.</param>
    /// <param name="address">Another address of the pool than the one by path.</param>
    public string Url(string more = "", string path = "/oauth2/authorize", string? address = null) =>
        $"{address ?? $"{site.BaseAddress}/{id}"}{path}?client_id={ClientId}&response_type=code&scope=openid&state=s1"
        + $"&code_challenge={Challenge}&code_challenge_method=S256&redirect_uri={Uri.EscapeDataString(site.Callback)}{more}";
}
