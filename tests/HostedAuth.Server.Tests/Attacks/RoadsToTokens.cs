using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>A user who holds all that once opened a door (tokens, a code, a browser's session), and the doors.</summary>
internal sealed record RoadsToTokens(HostedAuthServer Server, TestApp App, string RefreshToken, string Code, string Cookie)
{
    public const string User = "alice";

    public static readonly object Client = new
    {
        ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" },
    };

    /// <summary>Adding a road adds a line here.</summary>
    private static readonly Dictionary<string, Func<RoadsToTokens, TestApp, Task<bool>>> All = new()
    {
        ["password"] = async (roads, at) => Has(await roads.Server.SignInAsync(at.Client.Id, User)),
        ["password by an administrator"] = async (roads, at) => Has(await roads.AsAdministratorAsync(
            at, "ADMIN_USER_PASSWORD_AUTH", new { USERNAME = User, PASSWORD = People.Password })),
        ["login page"] = (roads, at) => roads.LoginPageAsync(at),
        ["refresh"] = async (roads, at) => Has(await roads.Server.CallPublicAsync("InitiateAuth", new
        {
            ClientId = at.Client.Id,
            AuthFlow = "REFRESH_TOKEN_AUTH",
            AuthParameters = new { REFRESH_TOKEN = roads.RefreshToken },
        })),
        ["refresh by an administrator"] = async (roads, at) => Has(await roads.AsAdministratorAsync(
            at, "REFRESH_TOKEN_AUTH", new { REFRESH_TOKEN = roads.RefreshToken })),
        ["refresh at the token endpoint"] = async (roads, at) => Has(await at.RefreshAsync(roads.RefreshToken)),
        ["code"] = async (roads, at) => Has(await at.ExchangeAsync(roads.Code)),
        ["session of the browser"] = async (roads, at) =>
            (await at.AuthorizeAsync(at.Query(), roads.Cookie)).Parameter("code") is not null,
    };

    public static IEnumerable<string> Names => All.Keys;

    /// <summary>Those where the password is asked anew.</summary>
    public static readonly IReadOnlyList<string> ByPassword = ["password", "password by an administrator", "login page"];

    public static async Task<RoadsToTokens> CreateAsync(HostedAuthServer server)
    {
        var app = await TestApp.CreateAsync(server, Client);
        await app.SignInAsync(User);
        (await server.CallAsync(
            "AdminSetUserPassword",
            new { UserPoolId = app.PoolId, Username = User, People.Password, Permanent = true })).ShouldSucceed();
        var cookie = await app.SignInAsync(User);
        var sessionBehindTheCode = await app.SignInAsync(User);
        var code = (await app.AuthorizeAsync(app.Query(), sessionBehindTheCode)).Parameter("code").ShouldNotBeNull();
        var refreshToken = (await server.SignInAsync(app.Client.Id, User)).Text("AuthenticationResult.RefreshToken");
        return new(server, app, refreshToken.ShouldNotBeNull(), code, cookie);
    }

    /// <summary>True when a token, or a code for one, is given at the end.</summary>
    /// <param name="road">One of <see cref="Names"/>.</param>
    /// <param name="at">The app that walks it; the user's own unless another tries.</param>
    public Task<bool> WalkAsync(string road, TestApp? at = null) => All[road](this, at ?? App);

    public Task ChangeUserAsync(Action<User> change) => Server.ChangeUserAsync(App.PoolId, User, change);

    public async Task DeleteUserAsync() =>
        (await Server.CallAsync("AdminDeleteUser", new { UserPoolId = App.PoolId, Username = User })).ShouldSucceed();

    private static bool Has(ApiAnswer answer) => answer.Text("AuthenticationResult.AccessToken") is not null;

    private static bool Has(Answer answer) => answer.Text("access_token") is not null;

    private Task<ApiAnswer> AsAdministratorAsync(TestApp at, string flow, object parameters) =>
        Server.CallAsync("AdminInitiateAuth", new
        {
            UserPoolId = at.PoolId,
            ClientId = at.Client.Id,
            AuthFlow = flow,
            AuthParameters = parameters,
        });

    private async Task<bool> LoginPageAsync(TestApp at)
    {
        var tab = new PageTab(Server);
        await tab.OpenAsync($"{at.Issuer}/login{at.Query()}");
        var answer = await tab.SubmitAsync(("username", User), ("password", People.Password));
        return answer.Location is { } next && (await tab.OpenAsync(next)).Parameter("code") is not null;
    }
}
