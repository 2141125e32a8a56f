using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>Every road to a token, for a user in every state that must not have one. A new road is a line in the table.</summary>
public sealed class RoadsToTokensTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    public static TheoryData<string, string> Matrix
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var (name, road) in Attacks.Roads.All)
            {
                foreach (var state in Attacks.Roads.States.Where(state => road.WhyNot(state) is null))
                {
                    all.Add(name, state);
                }
            }

            return all;
        }
    }

    /// <summary>The crossings that <see cref="Matrix"/> leaves out: whoever adds one to them says so here too.</summary>
    private static IEnumerable<string> NeverClosed =>
    [
        .. new[]
        {
            "passkey", "passkey half way", "passkey on the login page", "device half way", "custom challenge",
            "custom challenge half way", "session of a sign-up", "new password half way", "refresh",
            "refresh by an administrator", "refresh by GetTokensFromRefreshToken", "refresh at the token endpoint", "code",
            "word of a trusted issuer", "session of the browser",
        }.Select(road => $"{road} x locked"),
        "new password half way x temporary password expired",
        .. new[]
        {
            "password", "password by an administrator", "password by choice", "SRP", "SRP by choice",
            "password on a device that stands in", "login page", "passkey", "passkey on the login page", "custom challenge",
            "session of the browser",
        }.Select(road => $"{road} x another client"),
    ];

    public static TheoryData<string> Roads => [.. RoadsToTokens.Names];

    public static TheoryData<string> NeverLocked =>
        [.. Attacks.Roads.All.Where(road => road.Value.NeverLocked is not null).Select(road => road.Key)];

    [Theory]
    [MemberData(nameof(Roads))]
    public async Task A_user_in_good_standing_comes_in_by_every_road(string road)
    {
        var roads = await RoadsToTokens.CreateAsync(server, road);

        (await roads.WalkAsync(road)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Who_may_not_come_in_comes_in_by_no_road(string road, string state)
    {
        var roads = await RoadsToTokens.CreateAsync(server, road);

        var at = await BringAsync(roads, road, state);

        (await roads.WalkAsync(road, at)).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(NeverLocked))]
    public async Task Strangers_who_guess_passwords_close_no_road_on_which_nothing_is_guessed(string road)
    {
        var roads = await RoadsToTokens.CreateAsync(server, road);

        await GuessPasswordsAsync(roads);

        (await roads.WalkAsync(road)).ShouldBeTrue();
    }

    [Fact]
    public void What_cannot_close_a_road_is_said_in_words()
    {
        var open = (
            from road in Attacks.Roads.All
            from state in Attacks.Roads.States
            let why = road.Value.WhyNot(state)
            where why is not null
            select (Crossing: $"{road.Key} x {state}", Why: why)).ToList();

        open.Select(one => one.Crossing).ShouldBe(NeverClosed, ignoreOrder: true);
        open.ShouldAllBe(one => one.Why.EndsWith('.'));
    }

    [Fact]
    public async Task A_browser_signed_in_before_a_reset_was_asked_for_is_signed_in_no_more()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();
        (await app.AuthorizeAsync(app.Query(), cookie)).Parameter("code").ShouldNotBeNullOrEmpty();

        await server.ChangeUserAsync(app.PoolId, "alice", user => user.Status = UserStatus.RESET_REQUIRED);

        (await app.AuthorizeAsync(app.Query(), cookie)).Location.ShouldNotBeNull().ShouldContain("/login?");
        (await app.AuthorizeAsync(app.Query(("prompt", "none")), cookie)).ShouldTellTheClient("login_required");
    }

    /// <summary>Makes it so, and says at which app it is tried.</summary>
    private async Task<TestApp> BringAsync(RoadsToTokens roads, string road, string state)
    {
        switch (state)
        {
            case "another client":
                return await roads.App.AndAnotherAsync(RoadsToTokens.Client);
            case "another pool":
                var pool = await RoadsToTokens.CreateAsync(server, road);
                await pool.DeleteUserAsync();
                return pool.App;
            case "deleted":
                await roads.DeleteUserAsync();
                break;
            case "locked":
                await (Attacks.Roads.All[road].GuessAsync ?? GuessPasswordsAsync)(roads);
                break;
            case "temporary password expired" when Attacks.Roads.All[road].IsGranted:
                (await server.CallAsync("AdminSetUserPassword", new
                {
                    UserPoolId = roads.PoolId,
                    Username = RoadsToTokens.User,
                    Password = "Temp0rary!",
                    Permanent = false,
                })).ShouldSucceed();
                goto default;
            default:
                await roads.ChangeUserAsync(user => Change(user, state));
                break;
        }

        return roads.App;
    }

    private static void Change(User user, string state)
    {
        user.Enabled = state is not "disabled";
        user.PasswordSetAt -= state is "temporary password expired" ? TimeSpan.FromDays(400) : TimeSpan.Zero;
        user.Status = state switch
        {
            "unconfirmed" => UserStatus.UNCONFIRMED,
            "reset required" => UserStatus.RESET_REQUIRED,
            "temporary password expired" => UserStatus.FORCE_CHANGE_PASSWORD,
            _ => user.Status,
        };
    }

    private async Task GuessPasswordsAsync(RoadsToTokens roads)
    {
        for (var i = 0; i < 5; i++)
        {
            await server.SignInAsync(roads.App.Client.Id, RoadsToTokens.User, "wrong");
        }
    }
}
