using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Dpop;
using HostedAuth.Server.Tests.Oidc.Introspection;

namespace HostedAuth.Server.Tests.Oidc.ProtectedResources;

/// <summary>What asking about a token, using it and proving its key cost the database.</summary>
[Collection(nameof(Alone))]
public sealed class TokenWorkTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    /// <summary>What works in the background touches others.</summary>
    private static readonly string[] Tables =
        ["\"users\"", "token_sessions", "sso_sessions", "spent_identifiers", "group_members"];

    [Fact]
    public async Task Introspection_reads_once_and_for_a_clients_own_token_not_at_all()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var tokens = await app.TokensAsync();
        var machine = await ClientCredentialsTests.MachineAsync(server);
        var own = (await machine.TokenAsync([("grant_type", "client_credentials")], machine.Basic())).Text("access_token")!;

        (await CountAsync(() => app.IntrospectAsync(tokens.Text("access_token")!))).ShouldBe(1);
        (await CountAsync(() => app.IntrospectAsync(tokens.Text("refresh_token")!))).ShouldBe(1);
        (await CountAsync(() => machine.IntrospectAsync(own))).ShouldBe(0);
        (await CountAsync(() => app.IntrospectAsync("unknown"))).ShouldBe(0);
        (await CountAsync(() => app.IntrospectAsync(tokens.Text("access_token")![..^4] + "AAAA"))).ShouldBe(0);
    }

    [Fact]
    public async Task UserInfo_reads_once_and_writes_down_a_proof()
    {
        using var app = await ProvingApp.CreateAsync(server);
        var bearer = (await app.App.TokensAsync()).Text("access_token")!;
        var bound = (await app.TokensAsync()).Text("access_token")!;

        (await CountAsync(() => app.UserInfoAsync($"Bearer {bearer}"))).ShouldBe(1);
        (await CountAsync(() => app.UserInfoWithProofAsync(bound))).ShouldBe(2);
    }

    [Fact]
    public async Task A_bad_proof_and_a_stolen_token_write_nothing()
    {
        using var app = await ProvingApp.CreateAsync(server);
        using var thief = new ProvingApp(server, app.App);
        var token = (await app.TokensAsync()).Text("access_token")!;

        (await CountAsync(() => app.UserInfoAsync($"DPoP {token}", "nonsense"))).ShouldBe(0);
        (await CountAsync(() => thief.UserInfoWithProofAsync(token))).ShouldBe(0);
        (await CountAsync(() => app.RefreshAsync("unknown", "nonsense"))).ShouldBe(0);
    }

    private static async Task<int> CountAsync(Func<Task<Answer>> act)
    {
        // Whatever is worked out once has been.
        await act();
        using var commands = new DatabaseCommands();
        await act();
        return commands.Texts.Count(text => Tables.Any(table => text.Contains(table, StringComparison.Ordinal)));
    }
}
