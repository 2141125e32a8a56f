using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Devices;

/// <summary>
/// Whose device a DEVICE_KEY names is learnt by nobody who proves nothing: statements, modular powers and answers are the same.
/// Runs alone, since it counts.
/// </summary>
[Collection(nameof(Alone))]
public sealed class DeviceEqualWorkTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_wrong_password_costs_the_same_on_the_users_device_on_anothers_and_for_nobody()
    {
        var world = await DeviceWorld.CreateAsync(server, client: new { PreventUserExistenceErrors = "ENABLED" });
        await world.AddUserAsync("bob");
        var (hers, his) = (await DeviceWorld.ConfirmedAsync(world), await DeviceWorld.ConfirmedAsync(world, "bob"));

        var own = await CostOfAsync(() => TryAsync(hers, "alice"));
        var anothers = await CostOfAsync(() => TryAsync(his, "alice"));
        var nobody = await CostOfAsync(() => TryAsync(hers, "nobody"));

        own.Answer.ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
        anothers.ShouldCostAs(own);
        nobody.ShouldCostAs(own);
    }

    [Fact]
    public async Task A_wrong_secret_costs_the_same_for_a_device_that_was_forgotten_meanwhile()
    {
        var device = await DeviceWorld.RememberedAsync(await DeviceWorld.CreateAsync(server));
        var asked = await device.BeginAsync(await device.SignInAsync());
        var wrong = device with { Secret = "another" };

        var known = await CostOfAsync(() => wrong.ProveAsync(asked));
        (await device.ForgetAsync()).ShouldSucceed();
        var forgotten = await CostOfAsync(() => wrong.ProveAsync(asked));

        known.Powers.ShouldBe(2);
        known.Answer.ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
        forgotten.ShouldCostAs(known);
    }

    [Fact]
    public async Task A_public_value_costs_the_same_for_a_device_that_was_forgotten_meanwhile()
    {
        var device = await DeviceWorld.RememberedAsync(await DeviceWorld.CreateAsync(server));
        var (first, second) = (await device.SignInAsync(), await device.SignInAsync());

        var known = await CostOfAsync(() => device.BeginAsync(first));
        (await device.ForgetAsync()).ShouldSucceed();
        var forgotten = await CostOfAsync(() => device.BeginAsync(second));

        known.Powers.ShouldBe(1);
        forgotten.Powers.ShouldBe(1);
        forgotten.Commands.ShouldBe(known.Commands);
        forgotten.Answer.ShouldSucceed().Text("ChallengeName").ShouldBe("DEVICE_PASSWORD_VERIFIER");
    }

    private static Task<ApiAnswer> TryAsync(TestDevice device, string username) => device.CallAsync("InitiateAuth", new
    {
        AuthFlow = "USER_PASSWORD_AUTH",
        ClientId = device.World.Client.Id,
        AuthParameters = new { USERNAME = username, PASSWORD = "Wr0ng-Passw0rd", DEVICE_KEY = device.Key },
    });

    private static async Task<Cost> CostOfAsync(Func<Task<ApiAnswer>> act)
    {
        using var powers = new SrpPowers();
        using var commands = new DatabaseCommands();
        var answer = await act();
        return new Cost(answer, [.. commands.Texts.Where(IsOfSignIn)], powers.Count);
    }

    /// <summary>Not what works in the background.</summary>
    private static bool IsOfSignIn(string command) =>
        new[] { "user_identifiers", "\"users\"", "devices", "lockouts", "sign_in_attempts" }
            .Any(table => command.Contains(table, StringComparison.Ordinal));

    private sealed record Cost(ApiAnswer Answer, IReadOnlyList<string> Commands, int Powers)
    {
        public void ShouldCostAs(Cost other)
        {
            other.Commands.ShouldNotBeEmpty();
            Commands.ShouldBe(other.Commands);
            Powers.ShouldBe(other.Powers);
            Answer.Status.ShouldBe(other.Answer.Status);
            Answer.Body.ShouldBe(other.Answer.Body);
        }
    }
}
