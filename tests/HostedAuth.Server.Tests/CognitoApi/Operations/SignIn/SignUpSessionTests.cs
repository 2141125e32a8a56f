using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

public sealed class SignUpSessionTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly object ByChoice = new { ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH" } };

    [Fact]
    public async Task Who_confirms_is_signed_in_by_the_session_once()
    {
        var (poolId, client) = await server.CreateOpenPoolAsync(clientMembers: ByChoice);
        var session = await ConfirmAsync(client, "ada");

        var tokens = await StartAsync(client, "ada", session);

        CodeWorld.AmrOf(tokens.ShouldSucceed()).ShouldBe(["email_otp"]);
        (await StartAsync(client, "ada", session)).ShouldRefuse("NotAuthorizedException");
        (await server.ReadUserAsync(poolId, "ada")).Status.ShouldBe(UserStatus.CONFIRMED);
    }

    [Fact]
    public async Task The_session_of_who_has_not_confirmed_signs_nobody_in()
    {
        var (_, client) = await server.CreateOpenPoolAsync(clientMembers: ByChoice);
        var email = People.NewEmail();
        var signedUp = (await server.SignUpAsync(client, "ada", email)).ShouldSucceed();
        var session = signedUp.Text("Session").ShouldNotBeNull();

        (await StartAsync(client, "ada", session)).ShouldRefuse("NotAuthorizedException", "Invalid session for the user.");

        (await server.ConfirmSignUpAsync(client, "ada", await server.CodeToAsync(email))).ShouldSucceed();
        (await StartAsync(client, "ada", session)).ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task The_session_is_good_for_its_user_client_and_time_alone()
    {
        var (poolId, client) = await server.CreateOpenPoolAsync(clientMembers: ByChoice);
        var other = await server.CreateClientAsync(poolId, ByChoice);
        await ConfirmAsync(client, "bob");
        var session = await ConfirmAsync(client, "ada");

        (await StartAsync(other.Id, "ada", session)).ShouldRefuse("NotAuthorizedException");
        (await StartAsync(client, "bob", session)).ShouldRefuse("NotAuthorizedException");
        (await server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ClientId = client,
            ChallengeName = "PASSWORD",
            Session = session,
            ChallengeResponses = new { USERNAME = "ada", PASSWORD = People.Password },
        })).ShouldRefuse("NotAuthorizedException");
        server.Clock.Advance(TimeSpan.FromMinutes(3));
        (await StartAsync(client, "ada", session)).ShouldRefuse(
            "NotAuthorizedException",
            "Invalid session for the user, session is expired.");
    }

    [Fact]
    public async Task A_client_without_USER_AUTH_gets_no_session()
    {
        var (_, client) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();

        (await server.SignUpAsync(client, "ada", email)).ShouldSucceed().Text("Session").ShouldBeNull();
        var confirmed = await server.ConfirmSignUpAsync(client, "ada", await server.CodeToAsync(email));

        confirmed.ShouldSucceed().Text("Session").ShouldBeNull();
    }

    [Fact]
    public async Task A_second_factor_that_is_owed_is_asked_for()
    {
        var (poolId, client) = await server.CreateOpenPoolAsync(clientMembers: ByChoice);
        var session = await ConfirmAsync(client, "ada");
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = poolId,
            MfaConfiguration = "ON",
            SmsMfaConfiguration = new { },
        })).ShouldSucceed();
        await server.ChangeUserAsync(poolId, "ada", user => user.Attributes = new Dictionary<string, string>(user.Attributes)
        {
            ["phone_number"] = "+15550001111",
            ["phone_number_verified"] = "true",
        });

        (await StartAsync(client, "ada", session)).ShouldSucceed().Text("ChallengeName").ShouldBe("SMS_MFA");
    }

    [Fact]
    public async Task The_address_that_confirmed_is_not_asked_for_again_as_a_second_factor()
    {
        var (poolId, client) = await server.CreateOpenPoolAsync(clientMembers: ByChoice);
        var session = await ConfirmAsync(client, "ada");
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = poolId,
            MfaConfiguration = "ON",
            EmailMfaConfiguration = new { },
        })).ShouldSucceed();

        (await StartAsync(client, "ada", session)).ShouldSucceed().Text("ChallengeName").ShouldBe("PASSWORD");
    }

    private async Task<string> ConfirmAsync(string clientId, string username)
    {
        var email = People.NewEmail();
        (await server.SignUpAsync(clientId, username, email)).ShouldSucceed();
        var confirmed = await server.ConfirmSignUpAsync(clientId, username, await server.CodeToAsync(email));
        return confirmed.ShouldSucceed().Text("Session").ShouldNotBeNull();
    }

    private Task<ApiAnswer> StartAsync(string clientId, string username, string session) =>
        server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_AUTH",
            ClientId = clientId,
            Session = session,
            AuthParameters = new { USERNAME = username },
        });
}
