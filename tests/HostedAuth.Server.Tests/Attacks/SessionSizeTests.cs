using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>A Session that is asked for is one that the API takes back: 4096 characters at most.</summary>
public sealed class SessionSizeTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    [Theory]
    [InlineData('a')]
    [InlineData('日')]
    public async Task The_largest_memory_of_a_custom_challenge_fits(char letter)
    {
        var poolId = await server.CreatePoolAsync(new
        {
            UserPoolAddOns = new { AdvancedSecurityMode = "ENFORCED" },
            DeviceConfiguration = new { ChallengeRequiredOnNewDevice = true },
            LambdaConfig = Asking.Config,
        });
        var client = await server.CreateClientAsync(poolId, new { ExplicitAuthFlows = new[] { "ALLOW_CUSTOM_AUTH" } });
        var name = new string(letter, 128);
        (await server.CallAsync(
            "AdminCreateUser",
            new { UserPoolId = poolId, Username = name, MessageAction = "SUPPRESS", TemporaryPassword = People.Password }))
            .ShouldSucceed();
        await server.ChangeUserAsync(poolId, name, user => user.Status = Core.Users.UserStatus.CONFIRMED);

        for (var size = 1000; size <= 2000; size += 50)
        {
            var secret = new string('x', size);
            server.Handle(content => (string)content["triggerSource"]! switch
            {
                "DefineAuthChallenge_Authentication" => new { challengeName = "CUSTOM_CHALLENGE" },
                "CreateAuthChallenge_Authentication" => new { privateChallengeParameters = new { secret } },
                _ => null,
            });

            var asked = await server.CallPublicAsync("InitiateAuth", new
            {
                ClientId = client.Id,
                AuthFlow = "CUSTOM_AUTH",
                AuthParameters = new { USERNAME = name, DEVICE_KEY = $"us-east-1_{Guid.NewGuid()}" },
            });

            (asked.Error is not null || asked.Text("Session")!.Length <= 4096).ShouldBeTrue($"{size}: {asked.Text("Session")?.Length}");
        }
    }
}
