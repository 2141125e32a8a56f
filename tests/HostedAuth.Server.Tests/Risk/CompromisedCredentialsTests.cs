using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.CognitoApi.Operations.Risk;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Risk;

public sealed class CompromisedCredentialsTests(CompromisedCredentialsTests.ListingServer server)
    : IClassFixture<CompromisedCredentialsTests.ListingServer>
{
    private const string Known = "Kn0wn-to-all!";
    private const string Text = "Provided password cannot be used for security reasons.";

    [Fact]
    public async Task A_known_password_is_refused_at_sign_up_change_and_reset()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();

        (await server.SignUpAsync(clientId, "eve", People.NewEmail(), Known)).ShouldRefuse("InvalidPasswordException", Text);
        await server.JoinAsync(clientId, "ada", email);
        (await server.CallPublicAsync("ChangePassword", new
        {
            AccessToken = await server.AccessTokenAsync(clientId, "ada"),
            PreviousPassword = People.Password,
            ProposedPassword = Known,
        })).ShouldRefuse("InvalidPasswordException", Text);
        var before = await server.MessageToAsync(email);
        await server.ForgotPasswordAsync(clientId, "ada");
        var code = await server.CodeToAsync(email, before);
        (await server.ConfirmForgotPasswordAsync(clientId, "ada", code, Known)).ShouldRefuse("InvalidPasswordException", Text);
        // The code is good still, for a better one.
        (await server.ConfirmForgotPasswordAsync(clientId, "ada", code)).ShouldSucceed();
        (await server.CallAsync(
            "AdminSetUserPassword",
            new { UserPoolId = poolId, Username = "ada", Password = Known, Permanent = true }))
            .ShouldRefuse("InvalidPasswordException", Text);
    }

    [Fact]
    public async Task And_as_the_answer_to_NEW_PASSWORD_REQUIRED()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice", UserStatus.FORCE_CHANGE_PASSWORD);
        var session = await world.SessionOfAsync("alice");

        (await world.AnswerAsync(session, "alice", Known)).ShouldRefuse("InvalidPasswordException", Text);

        (await world.AnswerAsync(session, "alice")).ShouldSucceed();
    }

    [Fact]
    public async Task A_known_password_that_is_in_use_signs_in_unless_the_configuration_blocks_it()
    {
        var world = await WorldAsync("ENFORCED");
        (await world.SignInAsync("alice", Known)).ShouldSucceed();

        await ConfigureAsync(world, "BLOCK", "SIGN_IN");
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        (await world.SignInAsync("alice", Known))
            .ShouldRefuse("NotAuthorizedException", "Unable to login because of security reasons.");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await world.SignInAsync("alice", "wrong")).ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
        (await LastEventAsync(world, 1)).ShouldBe("true");
    }

    [Fact]
    public async Task In_audit_mode_and_with_NO_ACTION_it_is_only_noted()
    {
        foreach (var (mode, action) in new[] { ("AUDIT", "BLOCK"), ("ENFORCED", "NO_ACTION") })
        {
            var world = await WorldAsync(mode);
            await ConfigureAsync(world, action);

            (await world.SignInAsync("alice", Known)).ShouldSucceed();

            (await LastEventAsync(world)).ShouldBe("true");
            (await server.SignUpAsync(world.Client.Id, "eve", People.NewEmail(), Known)).ShouldSucceed();
        }
    }

    [Fact]
    public async Task A_filter_leaves_the_other_events_alone()
    {
        var world = await WorldAsync("ENFORCED");
        await ConfigureAsync(world, "BLOCK", "SIGN_UP");

        (await world.SignInAsync("alice", Known)).ShouldSucceed();
        (await server.SignUpAsync(world.Client.Id, "eve", People.NewEmail(), Known))
            .ShouldRefuse("InvalidPasswordException", Text);
    }

    private async Task<SignInWorld> WorldAsync(string mode)
    {
        var world = await SignInWorld.CreateAsync(server, new { UserPoolAddOns = new { AdvancedSecurityMode = mode } });
        await world.AddUserAsync("alice");
        await using var scope = await world.EnterAsync();
        var user = await scope.ServiceProvider.GetRequiredService<UserDirectory>().FindAsync("alice", CancellationToken.None);
        var passwords = scope.ServiceProvider.GetRequiredService<Passwords>();
        // As one that became known after it was set.
        await passwords.SetAsync(user!, new Secret(Known), temporary: true, CancellationToken.None);
        await passwords.SaveAsync(user!, exceptTokenSessionId: null, CancellationToken.None);
        return world;
    }

    private Task ConfigureAsync(SignInWorld world, string action, params string[] filter) => RiskWorld.SetAsync(
        server,
        world.PoolId,
        new
        {
            CompromisedCredentialsRiskConfiguration = new { EventFilter = filter, Actions = new { EventAction = action } },
        });

    private async Task<string?> LastEventAsync(SignInWorld world, int index = 0) => (await server.CallAsync(
        "AdminListUserAuthEvents",
        new { UserPoolId = world.PoolId, Username = "alice" })).Text($"AuthEvents.{index}.EventRisk.CompromisedCredentialsDetected");

    /// <summary>A server whose list holds one password.</summary>
    public sealed class ListingServer : HostedAuthServer
    {
        protected override void AddServices(IServiceCollection services) =>
            services.AddSingleton<IBreachedPasswords, OneKnown>();

        private sealed class OneKnown : IBreachedPasswords
        {
            public bool IsConfigured => true;

            public Task<bool> ContainAsync(Secret password, CancellationToken cancellationToken) =>
                Task.FromResult(password.Value == Known);
        }
    }
}
