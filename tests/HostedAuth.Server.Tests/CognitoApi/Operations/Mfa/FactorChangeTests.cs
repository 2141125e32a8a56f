using HostedAuth.Server.Tests.Fixtures;
using static HostedAuth.Server.Tests.CognitoApi.Operations.Mfa.Preferences;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

/// <summary>Which sessions may change what their user signs in by, once a second factor counts.</summary>
public sealed class FactorChangeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Refusal = "This session proved no second factor. Sign in with one first.";

    private static readonly object Strict = new
    {
        UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
        SmsConfiguration = new { SnsCallerArn = "arn:aws:iam::000000000000:role/sms", ExternalId = "x" },
        EmailConfiguration = new
        {
            EmailSendingAccount = "DEVELOPER",
            SourceArn = "arn:aws:ses:us-east-1:000000000000:identity/a@example.com",
        },
    };

    /// <summary>Each change of factors, with an answer of its own for who may.</summary>
    public static TheoryData<string> Changes() =>
    [
        "AssociateSoftwareToken", "VerifySoftwareToken", "DeleteSoftwareToken", "SetUserMFAPreference", "SetUserSettings",
        "StartWebAuthnRegistration", "CompleteWebAuthnRegistration", "DeleteWebAuthnCredential", "UpdateUserAttributes",
        "DeleteUserAttributes",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_session_from_before_the_first_factor_changes_none_and_one_that_proved_it_may(string operation)
    {
        var (world, app, old, _) = await CreateAsync();

        (await ChangeAsync(operation, old)).ShouldRefuse("NotAuthorizedException", Refusal);
        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBe(["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"], ignoreOrder: true);

        var proven = await TokenByAppAsync(world, app);
        (await ChangeAsync(operation, proven)).Body.ShouldNotContain(Refusal);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task So_may_the_session_that_switched_the_first_one_on(string operation)
    {
        var (_, _, _, own) = await CreateAsync();

        (await ChangeAsync(operation, own)).Body.ShouldNotContain(Refusal);
    }

    [Fact]
    public async Task After_a_refresh_it_still_may_and_the_older_one_still_not()
    {
        var (world, _, _, _) = await CreateAsync();
        var older = await world.JoinAsync("bob", BothAddresses);
        var first = (await world.SignIn.SignInAsync("bob")).ShouldSucceed();
        (await server.SetPreferenceAsync(first.Text("AuthenticationResult.AccessToken")!, ("EmailMfaSettings", On))).ShouldSucceed();

        var refreshed = await server.CallPublicAsync("InitiateAuth", new
        {
            ClientId = world.SignIn.Client.Id,
            AuthFlow = "REFRESH_TOKEN_AUTH",
            AuthParameters = new { REFRESH_TOKEN = first.Text("AuthenticationResult.RefreshToken") },
        });

        (await server.SetPreferenceAsync(refreshed.Text("AuthenticationResult.AccessToken")!, ("SMSMfaSettings", On))).ShouldSucceed();
        (await server.SetPreferenceAsync(older, ("EmailMfaSettings", Off))).ShouldRefuse("NotAuthorizedException", Refusal);
    }

    [Fact]
    public async Task Any_session_sets_up_the_first_one_also_after_the_last_one_went()
    {
        var (world, _, old, own) = await CreateAsync();
        (await server.SetPreferenceAsync(own, ("EmailMfaSettings", Off), ("SoftwareTokenMfaSettings", Off))).ShouldSucceed();

        (await server.SetPreferenceAsync(old, ("EmailMfaSettings", On))).ShouldSucceed();

        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBe(["EMAIL_OTP"]);
        (await server.SetPreferenceAsync(own, ("EmailMfaSettings", Off))).ShouldRefuse("NotAuthorizedException", Refusal);
    }

    [Fact]
    public async Task An_attribute_to_which_no_codes_go_is_anyones_to_change()
    {
        var (_, _, old, _) = await CreateAsync();

        (await server.CallPublicAsync("UpdateUserAttributes", new
        {
            AccessToken = old,
            UserAttributes = new[] { new { Name = "name", Value = "Alice" } },
        })).ShouldSucceed();
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_strict_pool_asks_for_none(string operation)
    {
        var (_, _, old, _) = await CreateAsync(Strict);

        (await ChangeAsync(operation, old)).Body.ShouldNotContain(Refusal);
    }

    /// <summary>Alice, who has an app and codes by mail; a session from before, and the one that switched them on.</summary>
    private async Task<(MfaWorld World, TestAuthenticator App, string Old, string Own)> CreateAsync(object? pool = null)
    {
        var world = await MfaWorld.CreateAsync(server, pool: pool);
        var old = await world.JoinAsync("alice", BothAddresses);
        var own = await world.TokenOfAsync("alice");
        var app = await world.AssociateAsync(own);
        (await world.VerifyAsync(own, app.Code())).ShouldSucceed();
        (await server.SetPreferenceAsync(own, ("SoftwareTokenMfaSettings", Preferred), ("EmailMfaSettings", On))).ShouldSucceed();
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        return (world, app, old, own);
    }

    private static async Task<string> TokenByAppAsync(MfaWorld world, TestAuthenticator app) =>
        (await world.SignInAsync("alice", app.Code())).ShouldSucceed().Text("AuthenticationResult.AccessToken")!;

    private Task<ApiAnswer> ChangeAsync(string operation, string token)
    {
        var members = new Dictionary<string, object> { ["AccessToken"] = token };
        foreach (var (name, value) in MembersOf(operation))
        {
            members[name] = value;
        }

        return server.CallPublicAsync(operation, members);
    }

    private static (string Name, object Value)[] MembersOf(string operation) => operation switch
    {
        "VerifySoftwareToken" => [("UserCode", "000000")],
        "DeleteSoftwareToken" => [("SoftwareTokenId", Guid.NewGuid().ToString())],
        "SetUserMFAPreference" => [("EmailMfaSettings", Off)],
        "SetUserSettings" => [("MFAOptions", Array.Empty<object>())],
        "CompleteWebAuthnRegistration" => [("Credential", new { })],
        "DeleteWebAuthnCredential" => [("CredentialId", "AAAA")],
        "UpdateUserAttributes" => [("UserAttributes", new[] { new { Name = "email", Value = "mallory@example.com" } })],
        "DeleteUserAttributes" => [("UserAttributeNames", new[] { "email" })],
        _ => [],
    };
}
