using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.CognitoApi.Operations.Risk;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;

public sealed class CompleteWebAuthnRegistrationTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    public static TheoryData<string, SoftwareAuthenticator> Bent => new()
    {
        { "WebAuthnOriginNotAllowedException", new() { Origin = "https://evil.example" } },
        { "WebAuthnOriginNotAllowedException", new() { Origin = "https://localhost.evil.example" } },
        { "WebAuthnOriginNotAllowedException", new() { IsFramed = true } },
        { "WebAuthnRelyingPartyMismatchException", new() { RelyingPartyId = "other.example" } },
        { "WebAuthnCredentialNotSupportedException", new() { IsUserPresent = false } },
        { "WebAuthnCredentialNotSupportedException", new() { Type = "webauthn.get" } },
        { "WebAuthnCredentialNotSupportedException", new() { Algorithm = 0 } },
        { "WebAuthnCredentialNotSupportedException", new() { CredentialId = new byte[1024] } },
    };

    [Fact]
    public async Task A_passkey_is_registered_listed_and_removed()
    {
        var world = await PasskeyWorld.CreateAsync(server);
        var token = await world.JoinAsync();
        var authenticator = new SoftwareAuthenticator();

        (await world.RegisterAsync(token, authenticator)).ShouldSucceed();
        var listed = (await world.ListAsync(token)).ShouldSucceed();
        var id = Base64Url.EncodeToString(authenticator.CredentialId);
        (await world.DeleteAsync(token, id)).ShouldSucceed();

        listed.Text("Credentials.0.CredentialId").ShouldBe(id);
        listed.Text("Credentials.0.RelyingPartyId").ShouldBe("localhost");
        listed.Text("Credentials.0.AuthenticatorAttachment").ShouldBe("platform");
        listed.Text("Credentials.0.AuthenticatorTransports").ShouldBe("[\"internal\",\"hybrid\"]");
        (await world.ListAsync(token)).Text("Credentials").ShouldBe("[]");
        (await world.DeleteAsync(token, id)).ShouldRefuse("ResourceNotFoundException");
    }

    [Fact]
    public async Task Each_has_a_name_after_the_browser_that_it_was_made_with()
    {
        var world = await PasskeyWorld.CreateAsync(server);
        var token = await world.JoinAsync();

        (await world.RegisterAsync(token, new SoftwareAuthenticator())).ShouldSucceed();
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var credential = new SoftwareAuthenticator().Register(await world.BeginAsync(token));
        (await server.SendAsync(
            "CompleteWebAuthnRegistration",
            JsonSerializer.SerializeToUtf8Bytes(new { AccessToken = token, Credential = credential }),
            signer: null,
            request => request.Headers.Add("User-Agent", RiskWorld.Browser))).ShouldSucceed();

        var listed = (await world.ListAsync(token)).ShouldSucceed();
        new[] { listed.Text("Credentials.0.FriendlyCredentialName"), listed.Text("Credentials.1.FriendlyCredentialName") }
            .ShouldBe(["Passkey", "Firefox 127, Linux"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_options_ask_for_a_discoverable_passkey_of_the_pool()
    {
        var world = await PasskeyWorld.CreateAsync(server);
        var token = await world.JoinAsync();

        var options = JsonNode.Parse(await world.BeginAsync(token))!;

        options["rp"]!["id"]!.GetValue<string>().ShouldBe("localhost");
        options["timeout"]!.GetValue<int>().ShouldBe(60000);
        options["pubKeyCredParams"]!.AsArray().Select(one => one!["alg"]!.GetValue<int>()).ShouldBe([-7, -257], ignoreOrder: true);
        options["authenticatorSelection"]!["requireResidentKey"]!.GetValue<bool>().ShouldBeTrue();
        options["authenticatorSelection"]!["residentKey"]!.GetValue<string>().ShouldBe("required");
    }

    [Fact]
    public async Task The_pools_setting_says_for_whom_and_whether_the_user_is_verified()
    {
        var world = await PasskeyWorld.CreateAsync(server);
        await world.ConfigureAsync(new { RelyingPartyId = "example.com", UserVerification = "required" });
        var token = await world.JoinAsync();

        var options = JsonNode.Parse(await world.BeginAsync(token))!;
        var done = await world.RegisterAsync(token, new SoftwareAuthenticator { Origin = "https://app.example.com" });

        options["rp"]!["id"]!.GetValue<string>().ShouldBe("example.com");
        options["authenticatorSelection"]!["userVerification"]!.GetValue<string>().ShouldBe("required");
        done.ShouldSucceed();
    }

    [Theory]
    [MemberData(nameof(Bent))]
    public async Task What_an_honest_authenticator_would_not_say_is_refused(string error, SoftwareAuthenticator authenticator)
    {
        var world = await PasskeyWorld.CreateAsync(server);
        var token = await world.JoinAsync();

        (await world.RegisterAsync(token, authenticator)).ShouldRefuse(error);

        (await world.ListAsync(token)).Text("Credentials").ShouldBe("[]");
    }

    [Fact]
    public async Task A_challenge_is_good_once_and_for_five_minutes_and_for_its_user()
    {
        var world = await PasskeyWorld.CreateAsync(server);
        var (token, other) = (await world.JoinAsync(), await world.JoinAsync("bob"));
        var used = new SoftwareAuthenticator().Register(await world.BeginAsync(token));
        (await world.CompleteAsync(token, used)).ShouldSucceed();

        (await world.CompleteAsync(token, used)).ShouldRefuse("WebAuthnChallengeNotFoundException");
        var fresh = new SoftwareAuthenticator().Register(await world.BeginAsync(token));
        await world.BeginAsync(other);
        (await world.CompleteAsync(other, fresh)).ShouldRefuse("WebAuthnChallengeNotFoundException");
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        (await world.CompleteAsync(token, fresh)).ShouldRefuse("WebAuthnChallengeNotFoundException");
    }

    [Fact]
    public async Task The_client_that_completes_must_be_the_one_that_began()
    {
        var world = await PasskeyWorld.CreateAsync(server);
        var token = await world.JoinAsync();
        var second = new PasskeyWorld(await world.SignIn.WithClientAsync(null));
        var credential = new SoftwareAuthenticator().Register(await world.BeginAsync(token));

        (await second.CompleteAsync(await second.TokenOfAsync("alice"), credential)).ShouldRefuse("WebAuthnClientMismatchException");

        (await world.CompleteAsync(token, credential)).ShouldSucceed();
    }

    [Fact]
    public async Task A_passkey_belongs_to_one_user_and_is_removed_by_nobody_else()
    {
        var world = await PasskeyWorld.CreateAsync(server);
        var (token, other) = (await world.JoinAsync(), await world.JoinAsync("bob"));
        var authenticator = new SoftwareAuthenticator();
        (await world.RegisterAsync(token, authenticator)).ShouldSucceed();

        (await world.RegisterAsync(other, authenticator)).ShouldRefuse("InvalidParameterException");
        (await world.DeleteAsync(other, Base64Url.EncodeToString(authenticator.CredentialId)))
            .ShouldRefuse("ResourceNotFoundException");

        (await world.ListAsync(token)).Json.GetProperty("Credentials").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_user_has_at_most_twenty_which_are_listed_page_by_page()
    {
        var world = await PasskeyWorld.CreateAsync(server);
        var token = await world.JoinAsync();
        for (var i = 0; i < 20; i++)
        {
            (await world.RegisterAsync(token, new SoftwareAuthenticator())).ShouldSucceed();
        }

        var first = await world.ListAsync(token, max: 15);
        var rest = await world.ListAsync(token, max: 15, next: first.Text("NextToken"));

        first.Json.GetProperty("Credentials").GetArrayLength().ShouldBe(15);
        rest.Json.GetProperty("Credentials").GetArrayLength().ShouldBe(5);
        (await server.CallPublicAsync("StartWebAuthnRegistration", new { AccessToken = token }))
            .ShouldRefuse("LimitExceededException");
    }

    [Fact]
    public async Task Nonsense_and_a_flood_are_refused()
    {
        var world = await PasskeyWorld.CreateAsync(server);
        var token = await world.JoinAsync();
        var flood = new SoftwareAuthenticator().Register(await world.BeginAsync(token));
        flood["more"] = new string('x', 70_000);

        (await world.CompleteAsync(token, flood)).ShouldRefuse("InvalidParameterException");
        (await world.CompleteAsync(token, new JsonObject { ["id"] = "x" })).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task A_pool_without_the_factor_has_no_passkeys()
    {
        var world = new PasskeyWorld(await SignInWorld.CreateAsync(server));
        var token = await world.JoinAsync();

        (await server.CallPublicAsync("StartWebAuthnRegistration", new { AccessToken = token }))
            .ShouldRefuse("WebAuthnNotEnabledException");
    }
}
