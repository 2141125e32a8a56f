using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;

public sealed class WebAuthnChallengeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_passkey_is_a_second_factor_and_its_challenge_is_good_once()
    {
        var (world, authenticator) = await CreateAsync();
        var asked = await AskAsync(world);
        var credential = authenticator.Use(asked.Text("ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS")!);

        (await AnswerAsync(world, asked, credential)).ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();

        (await AnswerAsync(world, asked, credential)).ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task A_clone_that_counts_behind_is_refused()
    {
        var (world, authenticator) = await CreateAsync();
        authenticator.Counter = 5;
        (await UseAsync(world, authenticator)).ShouldSucceed();

        (await UseAsync(world, authenticator)).ShouldRefuse("NotAuthorizedException");
        authenticator.Counter = 6;
        (await UseAsync(world, authenticator)).ShouldSucceed();
    }

    [Fact]
    public async Task Another_origin_another_key_and_another_challenge_are_refused()
    {
        var (world, authenticator) = await CreateAsync();
        var foreign = new SoftwareAuthenticator { CredentialId = authenticator.CredentialId };
        var (first, second) = (await AskAsync(world), await AskAsync(world));
        var credential = authenticator.Use(first.Text("ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS")!);

        (await AnswerAsync(world, second, credential)).ShouldRefuse("NotAuthorizedException");
        (await UseAsync(world, foreign)).ShouldRefuse("NotAuthorizedException");
        authenticator.UseOrigin = "https://evil.example";
        (await UseAsync(world, authenticator)).ShouldRefuse("NotAuthorizedException");
    }

    private async Task<(PasskeyWorld World, SoftwareAuthenticator Authenticator)> CreateAsync()
    {
        var world = await PasskeyWorld.CreateAsync(server);
        var authenticator = new SoftwareAuthenticator();
        (await world.RegisterAsync(await world.JoinAsync(), authenticator)).ShouldSucceed();
        await world.ConfigureAsync(new { FactorConfiguration = "MULTI_FACTOR_WITH_USER_VERIFICATION" });
        await world.SignIn.ChangePoolAsync(settings => settings with { MfaConfiguration = "OPTIONAL" });
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["WEB_AUTHN"]);
        return (world, authenticator);
    }

    private static async Task<ApiAnswer> AskAsync(PasskeyWorld world)
    {
        var asked = (await world.SignIn.SignInAsync("alice")).ShouldSucceed();
        asked.Text("ChallengeName").ShouldBe("WEB_AUTHN");
        return asked;
    }

    private async Task<ApiAnswer> UseAsync(PasskeyWorld world, SoftwareAuthenticator authenticator)
    {
        var asked = await AskAsync(world);
        return await AnswerAsync(
            world,
            asked,
            authenticator.Use(asked.Text("ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS")!));
    }

    private Task<ApiAnswer> AnswerAsync(PasskeyWorld world, ApiAnswer asked, string credential) =>
        server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = "WEB_AUTHN",
            ClientId = world.SignIn.Client.Id,
            Session = asked.Text("Session"),
            ChallengeResponses = new { USERNAME = "alice", CREDENTIAL = credential },
        });
}
