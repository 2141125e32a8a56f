using HostedAuth.Server.Tests.CognitoApi.Operations.Risk;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Risk;

/// <summary>Limits of what is done: from one address, and with one user's name.</summary>
public sealed class ActLimitsTests(ActLimitsTests.LimitedServer server) : IClassFixture<ActLimitsTests.LimitedServer>
{
    [Fact]
    public async Task One_address_begins_so_many_sign_ins_a_minute_under_whatever_names()
    {
        var world = await WorldAsync();
        for (var i = 0; i < 5; i++)
        {
            (await world.SignInAsync($"name-{i}", "wrong")).ShouldRefuse("UserNotFoundException");
        }

        var refused = await world.SignInAsync("alice");

        refused.ShouldRefuse("TooManyRequestsException", "Rate exceeded");
        refused.Headers["Retry-After"].ShouldBe("60");
        server.Clock.Advance(TimeSpan.FromSeconds(60));
        (await world.SignInAsync("alice")).ShouldSucceed();
    }

    [Fact]
    public async Task A_backend_that_tells_for_whom_it_calls_is_limited_by_that_and_one_that_does_not_is_not()
    {
        var world = await WorldAsync();
        for (var i = 0; i < 5; i++)
        {
            await world.SignInFromAsync("alice", "198.51.100.1");
        }

        (await world.SignInFromAsync("alice", "198.51.100.1")).ShouldRefuse("TooManyRequestsException");
        (await world.SignInFromAsync("alice", "198.51.100.2")).ShouldSucceed();
        for (var i = 0; i < 10; i++)
        {
            (await server.CallAsync("AdminInitiateAuth", new
            {
                UserPoolId = world.PoolId,
                ClientId = world.Client.Id,
                AuthFlow = "ADMIN_USER_PASSWORD_AUTH",
                AuthParameters = new { USERNAME = "alice", PASSWORD = SignInWorld.Password },
            })).ShouldSucceed();
        }
    }

    [Fact]
    public async Task Sixty_four_bits_of_IPv6_are_one_address()
    {
        var world = await WorldAsync();
        for (var i = 0; i < 5; i++)
        {
            await world.SignInFromAsync("alice", $"2001:db8::{i}");
        }

        (await world.SignInFromAsync("alice", "2001:db8::ffff")).ShouldRefuse("TooManyRequestsException");
        (await world.SignInFromAsync("alice", "2001:db8:0:1::")).ShouldSucceed();
    }

    [Fact]
    public async Task Sign_ups_and_codes_have_limits_of_their_own()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        for (var i = 0; i < 2; i++)
        {
            (await server.SignUpAsync(clientId, $"name-{i}", People.NewEmail())).ShouldSucceed();
            (await server.ResendAsync(clientId, $"name-{i}")).ShouldSucceed();
        }

        (await server.SignUpAsync(clientId, "name-2", People.NewEmail())).ShouldRefuse("TooManyRequestsException");
        (await server.ForgotPasswordAsync(clientId, "name-0")).ShouldRefuse("TooManyRequestsException");
    }

    [Fact]
    public async Task The_limit_of_a_user_says_when_to_try_again()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);
        for (var i = 0; i < 3; i++)
        {
            await server.ConfirmSignUpAsync(clientId, "ada", "000000");
        }

        server.Clock.Advance(TimeSpan.FromMinutes(10));

        var refused = await server.ConfirmSignUpAsync(clientId, "ada", "000000");
        refused.ShouldRefuse("LimitExceededException", "Attempt limit exceeded, please try after some time.");
        refused.Headers["Retry-After"].ShouldBe("3000");
    }

    private async Task<SignInWorld> WorldAsync()
    {
        var world = await SignInWorld.CreateAsync(
            server,
            client: new { ExplicitAuthFlows = new[] { "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH" } });
        await world.AddUserAsync("alice");
        return world;
    }

    public sealed class LimitedServer : HostedAuthServer
    {
        protected override IEnumerable<string> Arguments =>
        [
            "--RateLimits:SignInsPerAddress=5", "--RateLimits:SignUpsPerAddress=2", "--RateLimits:CodesPerAddress=2",
            "--AttemptLimits:ConfirmSignUp=3",
        ];
    }
}
