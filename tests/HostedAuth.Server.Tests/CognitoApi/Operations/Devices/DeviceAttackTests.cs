using HostedAuth.Core.SignIn.Srp;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Devices;

/// <summary>What somebody who has a password, and perhaps a device of their own, tries to get past the second factor.</summary>
public sealed class DeviceAttackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_public_value_that_is_a_multiple_of_the_prime_is_refused(int multiple)
    {
        var device = await RememberedAsync();
        var value = SrpGroup.Prime * multiple;

        var begun = await device.BeginAsync(await device.SignInAsync(), value.IsZero ? "00" : SrpServer.ToHex(value));

        begun.ShouldRefuse("InvalidParameterException", "Invalid SRP_A");
    }

    [Fact]
    public async Task A_proof_is_good_once()
    {
        var device = await RememberedAsync();
        var begun = await device.BeginAsync(await device.SignInAsync());
        var proof = device.Proof(begun);
        (await device.RespondAsync("DEVICE_PASSWORD_VERIFIER", begun.Text("Session"), proof)).ShouldSucceed();

        foreach (var session in new[] { begun.Text("Session"), null })
        {
            (await device.RespondAsync("DEVICE_PASSWORD_VERIFIER", session, proof)).ShouldRefuse("NotAuthorizedException");
        }
    }

    [Fact]
    public async Task Of_answers_in_parallel_one_gives_tokens()
    {
        var device = await RememberedAsync();
        var begun = await device.BeginAsync(await device.SignInAsync());
        var proof = device.Proof(begun);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            device.RespondAsync("DEVICE_PASSWORD_VERIFIER", begun.Text("Session"), proof)));

        answers.Count(answer => answer.Error is null).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_proves_a_device_that_was_not_asked()
    {
        var world = await DeviceWorld.CreateAsync(server);
        var weak = await DeviceWorld.ConfirmedAsync(world);
        var remembered = await DeviceWorld.RememberedAsync(world);
        (await weak.SetStatusAsync("not_remembered")).ShouldSucceed();
        var asked = await remembered.SignInAsync();

        (await weak.BeginAsync(asked)).ShouldRefuse("ResourceNotFoundException", "Device does not exist.");
        var begun = await remembered.BeginAsync(asked);
        var proof = weak.Proof(begun);
        (await weak.RespondAsync("DEVICE_PASSWORD_VERIFIER", begun.Text("Session"), proof))
            .ShouldRefuse("ResourceNotFoundException", "Device does not exist.");
        proof["DEVICE_KEY"] = remembered.Key;

        (await weak.RespondAsync("DEVICE_PASSWORD_VERIFIER", begun.Text("Session"), proof))
            .ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
    }

    [Fact]
    public async Task A_secret_block_is_bound_to_its_user_client_and_step()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.AddUserAsync("bob");
        var his = await DeviceWorld.ConfirmedAsync(world, "bob");
        var hers = await DeviceWorld.RememberedAsync(world);
        var (his1, hers1) = (await his.BeginAsync(await his.SignInAsync()), await hers.BeginAsync(await hers.SignInAsync()));

        // His proof, her session.
        var proof = his.Proof(his1);
        (await hers.RespondAsync("DEVICE_PASSWORD_VERIFIER", hers1.Text("Session"), proof)).ShouldRefuse("NotAuthorizedException");
        // His block, for her.
        proof["USERNAME"] = "alice";
        (await his.RespondAsync("DEVICE_PASSWORD_VERIFIER", null, proof)).ShouldRefuse("NotAuthorizedException");
        // Her own proof at another client.
        var elsewhere = hers with { World = await world.WithClientAsync(null) };
        (await elsewhere.RespondAsync("DEVICE_PASSWORD_VERIFIER", null, hers.Proof(hers1))).ShouldRefuse("NotAuthorizedException");
        // A password's block as a device's.
        (await hers.RespondAsync("PASSWORD_VERIFIER", null, hers.Proof(hers1))).ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task Without_the_first_factor_there_is_no_device_to_prove()
    {
        var device = await RememberedAsync();

        var wrong = await device.CallAsync("InitiateAuth", new
        {
            AuthFlow = "USER_PASSWORD_AUTH",
            ClientId = device.World.Client.Id,
            AuthParameters = new { USERNAME = "alice", PASSWORD = "Wr0ng-Passw0rd", DEVICE_KEY = device.Key },
        });

        wrong.ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_device_that_is_forgotten_or_not_remembered_any_more_while_it_is_asked_lets_nobody_in(bool forgotten)
    {
        var device = await RememberedAsync();
        var begun = await device.BeginAsync(await device.SignInAsync());
        (forgotten ? await device.ForgetAsync() : await device.SetStatusAsync("not_remembered")).ShouldSucceed();

        var answer = await device.ProveAsync(begun);

        answer.Text("AuthenticationResult").ShouldBeNull(answer.Body);
    }

    [Fact]
    public async Task After_a_device_was_proven_no_other_takes_its_place()
    {
        var world = await DeviceWorld.CreateAsync(server);
        var other = await DeviceWorld.ConfirmedAsync(world);
        var device = await DeviceWorld.RememberedAsync(world);
        var begun = await device.BeginAsync(await device.SignInAsync());
        var proof = device.Proof(begun);

        var answer = await device.RespondAsync("DEVICE_PASSWORD_VERIFIER", begun.Text("Session"), proof);

        (await (device with { Tokens = answer.ShouldSucceed() }).RefreshAsync(other.Key)).ShouldRefuse("NotAuthorizedException");
    }

    private async Task<TestDevice> RememberedAsync() => await DeviceWorld.RememberedAsync(await DeviceWorld.CreateAsync(server));
}
