using System.Net;
using System.Text.RegularExpressions;
using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>A browser at the login page of a pool with passkeys, whose authenticator is a program.</summary>
internal sealed partial class PasskeyTab(HostedAuthServer server, TestApp app)
{
    public PageTab Tab { get; } = new(server);

    /// <summary>The question of the last page that asks for a passkey.</summary>
    public string Options { get; private set; } = "";

    /// <summary>What is sent back with the answer to it.</summary>
    public string Session { get; private set; } = "";

    /// <summary>An app of a pool that lets people sign in by passkey.</summary>
    public static Task<TestApp> CreateAppAsync(HostedAuthServer server) =>
        TestApp.CreateAsync(server, pool: PasskeyWorld.Policies);

    /// <summary>A confirmed user of the app's pool with a password and, from the API, a passkey.</summary>
    public static async Task<SoftwareAuthenticator> JoinAsync(HostedAuthServer server, TestApp app, string name = "alice")
    {
        var world = new PasskeyWorld(new SignInWorld(server, app.PoolId, await server.CreateClientAsync(app.PoolId)));
        var authenticator = new SoftwareAuthenticator();
        (await world.RegisterAsync(await world.JoinAsync(name), authenticator)).ShouldSucceed();
        return authenticator;
    }

    public async Task<Answer> OpenAsync(string page = "/login") => Read(await Tab.OpenAsync($"{app.Issuer}{page}{app.Query()}"));

    public async Task<Answer> FollowAsync(Answer answer) => Read(await Tab.OpenAsync(answer.Location!));

    /// <summary>Sends the form of the passkey.</summary>
    public async Task<Answer> AnswerAsync(string credential) =>
        Read(await Tab.SubmitAsync(("session", Session), ("credential", credential)));

    public async Task<Answer> SignInAsync(SoftwareAuthenticator authenticator) => await AnswerAsync(authenticator.Use(Options));

    private Answer Read(Answer answer)
    {
        Options = OptionsAttribute().Match(answer.Body) is { Success: true } options
            ? WebUtility.HtmlDecode(options.Groups[1].Value)
            : Options;
        Session = SessionField().Match(answer.Body) is { Success: true } session ? session.Groups[1].Value : Session;
        return answer;
    }

    [GeneratedRegex("data-options=\"([^\"]+)\"")]
    private static partial Regex OptionsAttribute();

    [GeneratedRegex("name=\"session\" value=\"([^\"]+)\"")]
    private static partial Regex SessionField();
}
