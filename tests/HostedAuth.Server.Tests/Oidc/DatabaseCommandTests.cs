using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Introspection;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>How often each request asks the database, once the pool is in memory.</summary>
[Collection(nameof(Alone))]
public sealed class DatabaseCommandTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    /// <summary>What works in the background reads and writes.</summary>
    private static readonly string[] Background =
        ["housekeeping", "configuration_clock", "outbox", "\"ConfigurationVersion\"\nFROM", "data_protection", "PRAGMA"];

    [Fact]
    public async Task Client_credentials_discovery_and_keys_need_none()
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        Task<Answer> TokenAsync() => app.TokenAsync([("grant_type", "client_credentials")], app.Basic());

        (await CountAsync(TokenAsync)).ShouldBeEmpty();
        (await CountAsync(() => app.GetAsync("/.well-known/openid-configuration"))).ShouldBeEmpty();
        (await CountAsync(() => app.GetAsync("/.well-known/jwks.json"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task userInfo_and_introspection_need_one_read()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var token = (await app.TokensAsync()).Text("access_token")!;

        var userInfo = await CountAsync(() => app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {token}"));
        var introspection = await CountAsync(() => app.IntrospectAsync(token));

        userInfo.ShouldHaveSingleItem().ShouldStartWith("SELECT");
        introspection.ShouldHaveSingleItem().ShouldStartWith("SELECT");
    }

    [Fact]
    public async Task A_refresh_needs_one_read_and_at_most_one_write()
    {
        var rotating = await TestApp.CreateAsync(server);
        var steady = await rotating.AndAnotherAsync(new { GenerateSecret = true });
        var rotatingToken = (await rotating.TokensAsync()).Text("refresh_token")!;
        var steadyToken = (await steady.TokensAsync()).Text("refresh_token")!;

        var withRotation = await CountAsync(async () =>
        {
            var answer = await rotating.RefreshAsync(rotatingToken);
            rotatingToken = answer.Text("refresh_token")!;
            return answer;
        });
        var without = await CountAsync(() => steady.RefreshAsync(steadyToken));

        withRotation.Select(command => command[..6]).ShouldBe(["SELECT", "UPDATE"]);
        without.ShouldHaveSingleItem().ShouldStartWith("SELECT");
    }

    [Fact]
    public async Task Who_is_signed_in_gets_a_code_by_one_read_and_no_write()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();

        var commands = await CountAsync(async () =>
        {
            var answer = await app.AuthorizeAsync(app.Query(), cookie);
            answer.Parameter("code").ShouldNotBeNull();
            return await app.GetAsync("/.well-known/jwks.json");
        });

        commands.ShouldHaveSingleItem().ShouldStartWith("SELECT");
    }

    [Fact]
    public async Task The_exchange_of_a_code_needs_one_read_and_one_write_while_user_and_browser_are_held()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();
        var codes = new Queue<string>();
        for (var i = 0; i < 4; i++)
        {
            codes.Enqueue((await app.AuthorizeAsync(app.Query(), cookie)).Parameter("code")!);
        }

        var commands = await CountAsync(() => app.ExchangeAsync(codes.Dequeue()));

        commands.Select(command => command[..6]).ShouldBe(["SELECT", "SELECT", "SELECT", "INSERT"]);
        commands[1].ShouldContain("users");
        commands[2].ShouldContain("sso_sessions");
    }

    /// <summary>
    /// When everything is in memory and translated: the least of three, for news of a change that was made before may come late
    /// and have the configuration read again.
    /// </summary>
    private static async Task<IReadOnlyList<string>> CountAsync(Func<Task<Answer>> act)
    {
        (await act()).Status.ShouldBe(200);
        List<IReadOnlyList<string>> counts = [];
        for (var time = 0; time < 3; time++)
        {
            using var heard = new DatabaseCommands();
            (await act()).Status.ShouldBe(200);
            counts.Add(Own(heard));
        }

        return counts.MinBy(commands => commands.Count)!;
    }

    private static List<string> Own(DatabaseCommands heard) =>
        [.. heard.Texts.Where(text => !Background.Any(one => text.Contains(one, StringComparison.Ordinal)))];
}
