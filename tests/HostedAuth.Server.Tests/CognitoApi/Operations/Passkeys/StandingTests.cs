using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;

public sealed class StandingTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Whose_password_must_be_reset_does_nothing_with_passkeys()
    {
        var world = await PasskeyWorld.CreateAsync(server);
        var authenticator = new SoftwareAuthenticator();
        var token = await world.JoinAsync();
        var credential = authenticator.Register(await world.BeginAsync(token));
        await world.SignIn.ChangeUserAsync("alice", user => user.Status = UserStatus.RESET_REQUIRED);

        const string error = "PasswordResetRequiredException";
        (await server.CallPublicAsync("StartWebAuthnRegistration", new { AccessToken = token })).ShouldRefuse(error);
        (await world.CompleteAsync(token, credential)).ShouldRefuse(error);
        (await world.ListAsync(token)).ShouldRefuse(error);
        (await world.DeleteAsync(token, "AAAA")).ShouldRefuse(error);
    }
}
