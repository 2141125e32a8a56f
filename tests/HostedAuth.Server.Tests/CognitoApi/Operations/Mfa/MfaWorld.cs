using HostedAuth.Core.Mfa;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

/// <summary>A pool with second factors, a client of it, and people with authenticator apps.</summary>
internal sealed record MfaWorld(SignInWorld SignIn)
{
    public HostedAuthServer Server => SignIn.Server;

    public static async Task<MfaWorld> CreateAsync(HostedAuthServer server, string configuration = "OPTIONAL", object? pool = null)
    {
        var world = new MfaWorld(await SignInWorld.CreateAsync(
            server,
            pool,
            new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" } }));
        await world.ConfigureAsync(configuration);
        return world;
    }

    /// <summary>Sets the pool's configuration, with all factors unless it is OFF.</summary>
    public async Task ConfigureAsync(string configuration, bool softwareToken = true, bool email = true, bool sms = true)
    {
        var request = new Dictionary<string, object> { ["UserPoolId"] = SignIn.PoolId, ["MfaConfiguration"] = configuration };
        if (configuration != "OFF")
        {
            Add(request, softwareToken, "SoftwareTokenMfaConfiguration", new { Enabled = true });
            Add(request, email, "EmailMfaConfiguration", new { });
            Add(request, sms, "SmsMfaConfiguration", new { });
        }

        (await Server.CallAsync("SetUserPoolMfaConfig", request)).ShouldSucceed();
    }

    /// <summary>The access token of somebody new.</summary>
    public async Task<string> JoinAsync(string name, params (string Name, string Value)[] attributes)
    {
        await SignIn.AddUserAsync(name, attributes: attributes);
        return await TokenOfAsync(name);
    }

    public async Task<string> TokenOfAsync(string name) =>
        (await SignIn.SignInAsync(name)).ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();

    /// <summary>Recovery codes, as a session that proved a second factor gets them.</summary>
    public Task<IReadOnlyList<string>> MakeRecoveryCodesAsync(string name) => Server.InPoolAsync(SignIn.PoolId, async services =>
    {
        var user = (await services.GetRequiredService<UserDirectory>().FindAsync(name, default))!;
        var codes = await services.GetRequiredService<RecoveryCodes>().RegenerateAsync(user, isProven: true, default);
        return (IReadOnlyList<string>)[.. codes.Select(code => code.Value)];
    });

    /// <summary>Sets up an app and makes it a factor.</summary>
    public async Task<TestAuthenticator> AddAppAsync(string name, string? appName = null)
    {
        var token = await JoinAsync(name);
        var app = await AddAppAsync(token, name, appName);
        Server.Clock.Advance(TimeSpan.FromSeconds(30));
        return app;
    }

    public async Task<TestAuthenticator> AddAppAsync(string token, string name, string? appName)
    {
        var app = await AssociateAsync(token);
        (await VerifyAsync(token, app.Code(), appName)).ShouldSucceed();
        await SignIn.ChangeUserAsync(name, user =>
        {
            user.ActiveFactors = ["SOFTWARE_TOKEN_MFA"];
            user.SecondFactorsBegunBy ??= PublishedKeys.ClaimsOf(token).GetProperty("origin_jti").GetString();
        });
        return app;
    }

    public async Task<TestAuthenticator> AssociateAsync(string token) => new(
        (await Server.CallPublicAsync("AssociateSoftwareToken", new { AccessToken = token }))
            .ShouldSucceed().Text("SecretCode").ShouldNotBeNull(),
        Server.Clock);

    public Task<ApiAnswer> VerifyAsync(string token, string code, string? appName = null) => Server.CallPublicAsync(
        "VerifySoftwareToken",
        new Dictionary<string, string?> { ["AccessToken"] = token, ["UserCode"] = code, ["FriendlyDeviceName"] = appName }
            .Where(member => member.Value is not null).ToDictionary());

    /// <summary>Gives the password and expects a challenge.</summary>
    public async Task<ApiAnswer> AskAsync(string name, string challenge)
    {
        var asked = (await SignIn.SignInAsync(name)).ShouldSucceed();
        asked.Text("ChallengeName").ShouldBe(challenge, asked.Body);
        return asked;
    }

    /// <summary>Answers a challenge; <paramref name="asked"/> holds the session.</summary>
    public Task<ApiAnswer> AnswerAsync(
        ApiAnswer asked,
        string name,
        string challenge,
        params (string Name, string Value)[] responses) => Server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = challenge,
            ClientId = SignIn.Client.Id,
            Session = asked.Text("Session"),
            ChallengeResponses = responses.Append(("USERNAME", name)).ToDictionary(pair => pair.Item1, pair => pair.Item2),
        });

    public Task<ApiAnswer> AnswerCodeAsync(ApiAnswer asked, string name, string code) =>
        AnswerAsync(asked, name, "SOFTWARE_TOKEN_MFA", ("SOFTWARE_TOKEN_MFA_CODE", code));

    /// <summary>Signs in with a password and a code.</summary>
    public async Task<ApiAnswer> SignInAsync(string name, string code) =>
        await AnswerCodeAsync(await AskAsync(name, "SOFTWARE_TOKEN_MFA"), name, code);

    public Task<User> ReadUserAsync(string name) => SignIn.ReadUserAsync(name);

    private static void Add(Dictionary<string, object> request, bool wanted, string name, object value)
    {
        if (wanted)
        {
            request.Add(name, value);
        }
    }
}
