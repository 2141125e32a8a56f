using System.Net;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>Values made to be expensive, to forge lines of the log, or to give oneself what others decide.</summary>
public sealed class InputAttackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly string Huge = $"Aa1-{new string('x', 1_000_000)}";

    [Theory]
    [InlineData("InitiateAuth")]
    [InlineData("SignUp")]
    [InlineData("ConfirmForgotPassword")]
    [InlineData("ChangePassword")]
    [InlineData("AdminCreateUser")]
    [InlineData("AdminSetUserPassword")]
    [InlineData("AdminInitiateAuth")]
    public async Task A_password_of_a_million_characters_is_refused_without_work(string operation)
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        var token = await server.AccessTokenAsync(clientId, "ada");

        var answer = await server.CallAsync(operation, RequestOf(operation, poolId, clientId, token));

        answer.Status.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge);
        answer.Body.Length.ShouldBeLessThan(1_000);
        (await server.SignInAsync(clientId, "ada")).ShouldSucceed();
    }

    [Fact]
    public async Task Nor_does_a_page_take_it()
    {
        var app = await TestApp.CreateAsync(server);
        var tab = new PageTab(server);
        await tab.OpenAsync($"{app.Issuer}/login{app.Query()}");

        var answer = await tab.SubmitAsync(("username", "ada"), ("password", Huge));

        answer.Status.ShouldBeOneOf(400, 413);
    }

    [Theory]
    [InlineData("ada\r\n2026-03-01 12:00:00 Information 2001 Sign-in of root succeeded")]
    [InlineData("ada\u2028forged line")]
    [InlineData("\u001b[2Jada")]
    [InlineData("ada\u202egnp.exe")]
    public async Task Nothing_that_is_typed_writes_a_line_of_the_log(string text)
    {
        var app = await TestApp.CreateAsync(server);
        var tab = new PageTab(server);
        await tab.OpenAsync($"{app.Issuer}/login{app.Query(("state", text), ("login_hint", text))}");
        await tab.OpenAsync($"{app.Issuer}/login{app.Query()}");

        await tab.SubmitAsync(("username", text), ("password", text));
        await server.SignInAsync(app.Client.Id, text, text);
        await server.SignUpAsync(app.Client.Id, text, text, text);
        await server.ForgotPasswordAsync(app.Client.Id, text);
        await server.CallAsync("ListUsers", new { UserPoolId = app.PoolId, Filter = $"username = \"{text}\"" });
        await app.GetAsync($"/oauth2/authorize?client_id={Uri.EscapeDataString(text)}");
        await app.TokenAsync([("grant_type", text), ("client_id", text), ("code", text)]);
        await server.SendAsync("SignUp", "{}"u8.ToArray(), null, request =>
            request.Headers.TryAddWithoutValidation("User-Agent", text.Replace("\r\n", "\t", StringComparison.Ordinal)));

        var typed = text.Split('\n')[^1];
        server.Log.Lines.Where(line => line.Contains(typed, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sub")]
    [InlineData("email_verified")]
    [InlineData("phone_number_verified")]
    [InlineData("cognito:groups")]
    [InlineData("cognito:username")]
    [InlineData("cognito:user_status")]
    [InlineData("identities")]
    [InlineData("dev:custom:role")]
    [InlineData("custom:undeclared")]
    [InlineData("custom:hidden")]
    [InlineData("Status")]
    [InlineData("Enabled")]
    [InlineData("UserStatus")]
    [InlineData("PasswordHash")]
    public async Task Nobody_gives_themselves_what_others_decide(string attribute)
    {
        var (poolId, _) = await server.CreateOpenPoolAsync(new
        {
            Schema = new[]
            {
                new { Name = "role", AttributeDataType = "String", Mutable = true, DeveloperOnlyAttribute = true },
                new { Name = "hidden", AttributeDataType = "String", Mutable = true, DeveloperOnlyAttribute = false },
            },
        });
        var client = await server.CreateClientAsync(poolId, new { WriteAttributes = new[] { "name" } });

        var answer = await server.CallPublicAsync("SignUp", new
        {
            ClientId = client.Id,
            Username = "mallory",
            People.Password,
            Enabled = true,
            UserStatus = "CONFIRMED",
            Groups = new[] { "admins" },
            UserAttributes = new[] { new { Name = attribute, Value = "true" } },
        });

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await server.CallAsync("AdminGetUser", new { UserPoolId = poolId, Username = "mallory" }))
            .ShouldRefuse("UserNotFoundException");
    }

    [Fact]
    public async Task Members_that_sign_up_does_not_have_change_nothing()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();

        (await server.CallPublicAsync("SignUp", new
        {
            ClientId = clientId,
            Username = "mallory",
            People.Password,
            UserStatus = "CONFIRMED",
            UserConfirmed = true,
            GroupName = "admins",
            MessageAction = "SUPPRESS",
            ForceAliasCreation = true,
        })).ShouldSucceed();

        var user = await server.CallAsync("AdminGetUser", new { UserPoolId = poolId, Username = "mallory" });
        user.Text("UserStatus").ShouldBe("UNCONFIRMED");
    }

    private static object RequestOf(string operation, string poolId, string clientId, string token) => operation switch
    {
        "InitiateAuth" => new
        {
            ClientId = clientId,
            AuthFlow = "USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = "ada", PASSWORD = Huge },
        },
        "AdminInitiateAuth" => new
        {
            UserPoolId = poolId,
            ClientId = clientId,
            AuthFlow = "ADMIN_USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = "ada", PASSWORD = Huge },
        },
        "SignUp" => new { ClientId = clientId, Username = "bea", Password = Huge },
        "ConfirmForgotPassword" => new { ClientId = clientId, Username = "ada", ConfirmationCode = "123456", Password = Huge },
        "ChangePassword" => new { AccessToken = token, PreviousPassword = Huge, ProposedPassword = Huge },
        "AdminCreateUser" => new { UserPoolId = poolId, Username = "bea", TemporaryPassword = Huge },
        _ => new { UserPoolId = poolId, Username = "ada", Password = Huge, Permanent = true },
    };
}
