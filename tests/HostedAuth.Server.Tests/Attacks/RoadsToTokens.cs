using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>A user who holds what opens one road (a password, a token, a session half way), and the roads.</summary>
internal sealed record RoadsToTokens(ServerWithFunctions Server, TestApp App)
{
    public const string User = "alice";

    public static readonly object Client = new
    {
        ExplicitAuthFlows = new[]
        {
            "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH",
            "ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH",
        },
    };

    private static object PoolFor(Road road) => new
    {
        AutoVerifiedAttributes = new[] { "email" },
        Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = road.FirstFactors } },
        UserPoolTags = road.Tags,
        // A pool that has it asks for the device at each refresh too.
        DeviceConfiguration = road.HasDevice
            ? new { ChallengeRequiredOnNewDevice = true, DeviceOnlyRememberedOnUserPrompt = false }
            : null,
        LambdaConfig = Asking.Config,
    };

    /// <summary>What the user's road needs, got while the user was in good standing.</summary>
    public required object Pass { get; init; }

    public string PoolId => App.PoolId;

    public SignInWorld World => new(Server, App.PoolId, App.Client);

    public static IEnumerable<string> Names => Roads.All.Keys;

    public static async Task<RoadsToTokens> CreateAsync(ServerWithFunctions server, string road)
    {
        server.LetInWhoAnswers();
        var roads = new RoadsToTokens(server, await TestApp.CreateAsync(server, Client, PoolFor(Roads.All[road]))) { Pass = "" };
        var email = People.NewEmail();
        (await server.SignUpAsync(roads.App.Client.Id, User, email, SignInWorld.Password)).ShouldSucceed();
        var message = await server.MessageToAsync(email);
        var confirmed = await server.ConfirmSignUpAsync(roads.App.Client.Id, User, message.Code.ShouldNotBeNull());
        confirmed.ShouldSucceed();
        return roads with { Pass = await Roads.All[road].PrepareAsync(new(roads, confirmed, message)) };
    }

    /// <summary>True when a token, or a code for one, is given at the end.</summary>
    /// <param name="road">The one that it was made for.</param>
    /// <param name="at">The app that walks it; the user's own unless another tries.</param>
    public Task<bool> WalkAsync(string road, TestApp? at = null) => Roads.All[road].WalkAsync(this, at ?? App);

    public Task ChangeUserAsync(Action<User> change) => Server.ChangeUserAsync(App.PoolId, User, change);

    public async Task DeleteUserAsync() =>
        (await Server.CallAsync("AdminDeleteUser", new { UserPoolId = App.PoolId, Username = User })).ShouldSucceed();

    public Task<ApiAnswer> BeginAsync(TestApp at, string flow, params (string Name, string Value)[] parameters) =>
        Server.CallPublicAsync("InitiateAuth", new
        {
            ClientId = at.Client.Id,
            AuthFlow = flow,
            AuthParameters = parameters.Append(("USERNAME", User)).ToDictionary(pair => pair.Item1, pair => pair.Item2),
        });

    public Task<ApiAnswer> AnswerAsync(
        TestApp at,
        ApiAnswer asked,
        IEnumerable<KeyValuePair<string, string>> responses) => Server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ClientId = at.Client.Id,
            ChallengeName = asked.Text("ChallengeName") ?? "PASSWORD",
            Session = asked.Text("Session"),
            ChallengeResponses = new Dictionary<string, string>(responses) { ["USERNAME"] = User },
        });

    public Task<ApiAnswer> AnswerAsync(TestApp at, ApiAnswer asked, string name, string value) =>
        AnswerAsync(at, asked, [KeyValuePair.Create(name, value)]);
}
