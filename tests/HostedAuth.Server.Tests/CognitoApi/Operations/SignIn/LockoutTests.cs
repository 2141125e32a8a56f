using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

public sealed class LockoutTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Incorrect = "Incorrect username or password.";
    private const string Exceeded = "Password attempts exceeded";

    [Fact]
    public async Task After_five_wrong_passwords_each_further_one_doubles_the_wait_up_to_fifteen_minutes()
    {
        var world = await WorldAsync();
        await FailAsync(world, "alice", times: 4);

        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900 })
        {
            (await world.SignInAsync("alice", "wrong")).ShouldRefuse("NotAuthorizedException", Incorrect);
            server.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            (await world.SignInAsync("alice")).ShouldRefuse("NotAuthorizedException", Exceeded);
            server.Clock.Advance(TimeSpan.FromTicks(1));
        }

        (await world.SignInAsync("alice")).ShouldSucceed();
    }

    [Fact]
    public async Task While_locked_nothing_extends_the_wait()
    {
        var world = await WorldAsync();
        await FailAsync(world, "alice", times: 5);
        for (var i = 0; i < 10; i++)
        {
            (await world.SignInAsync("alice", "wrong")).ShouldRefuse("NotAuthorizedException", Exceeded);
        }

        server.Clock.Advance(TimeSpan.FromSeconds(1));

        (await world.SignInAsync("alice")).ShouldSucceed();
    }

    [Fact]
    public async Task A_clock_a_little_behind_takes_nobody_for_locked()
    {
        var world = await WorldAsync();
        await FailAsync(world, "alice", times: 1);
        server.Clock.Advance(TimeSpan.FromMilliseconds(-5));

        var answer = await world.SignInAsync("alice");

        server.Clock.Advance(TimeSpan.FromMilliseconds(5));
        answer.ShouldSucceed();
    }

    [Fact]
    public async Task A_success_forgets_the_failures()
    {
        var world = await WorldAsync();
        await FailAsync(world, "alice", times: 4);
        (await world.SignInAsync("alice")).ShouldSucceed();

        await FailAsync(world, "alice", times: 4);

        (await world.SignInAsync("alice")).ShouldSucceed();
    }

    [Fact]
    public async Task A_quiet_quarter_of_an_hour_forgets_the_failures()
    {
        var world = await WorldAsync();
        await FailAsync(world, "alice", times: 4);

        server.Clock.Advance(TimeSpan.FromMinutes(15));
        await FailAsync(world, "alice", times: 4);

        (await world.SignInAsync("alice")).ShouldSucceed();
    }

    [Fact]
    public async Task All_names_of_a_user_share_one_count()
    {
        var world = await SignInWorld.CreateAsync(server, new { AliasAttributes = new[] { "email" } });
        var user = await world.AddUserAsync("alice", attributes: [("email", "a@example.com"), ("email_verified", "true")]);
        await FailAsync(world, "alice", times: 2);
        await FailAsync(world, "A@example.com", times: 2);
        await FailAsync(world, user.Id, times: 1);

        (await world.SignInAsync("alice")).ShouldRefuse("NotAuthorizedException", Exceeded);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_locked_like_any_other()
    {
        var world = await WorldAsync();
        await FailAsync(world, "nobody", times: 5);

        (await world.SignInAsync("Nobody", "wrong")).ShouldRefuse("NotAuthorizedException", Exceeded);
        (await world.SignInAsync("alice")).ShouldSucceed();
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("nobody")]
    public async Task Of_a_thousand_guesses_in_parallel_a_handful_is_looked_at(string name)
    {
        var world = await WorldAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => world.SignInAsync(name, "wrong")));

        answers.Count(answer => answer.Text("message") == Incorrect).ShouldBeInRange(1, 5);
        answers.ShouldAllBe(answer => answer.Error == "NotAuthorizedException" || answer.Error == "TooManyRequestsException");
    }

    [Fact]
    public async Task A_burst_of_right_passwords_is_no_guessing()
    {
        var world = await WorldAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => world.SignInAsync("alice")));

        answers.ShouldAllBe(answer => answer.Error == null);
    }

    private async Task<SignInWorld> WorldAsync()
    {
        var world = await SignInWorld.CreateAsync(server, client: new { PreventUserExistenceErrors = "ENABLED" });
        await world.AddUserAsync("alice");
        return world;
    }

    private static async Task FailAsync(SignInWorld world, string name, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await world.SignInAsync(name, "wrong")).ShouldRefuse("NotAuthorizedException", Incorrect);
        }
    }
}
