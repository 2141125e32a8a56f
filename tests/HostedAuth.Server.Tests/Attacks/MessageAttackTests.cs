using System.Text.Json;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>Mails whose links lead elsewhere, and codes used twice, for another purpose, or by another user.</summary>
public sealed class MessageAttackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Invited = "invited";

    public static TheoryData<string> EveryMailOfTheApi => ["SignUp", "ResendConfirmationCode", "ForgotPassword", "AdminCreateUser"];

    [Theory]
    [MemberData(nameof(EveryMailOfTheApi))]
    public async Task No_mail_is_built_from_what_a_request_says_about_its_host(string operation)
    {
        var (poolId, clientId) = await LinkPoolAsync();
        var email = People.NewEmail();
        await PrepareAsync(operation, clientId, email);
        var before = operation is "ResendConfirmationCode" or "ForgotPassword" ? await server.MessageToAsync(email) : null;

        var answer = await server.SendAsync(
            operation,
            JsonSerializer.SerializeToUtf8Bytes(RequestOf(operation, poolId, clientId, email)),
            operation is "AdminCreateUser" ? server.Root : null,
            LieAboutTheHost);

        answer.ShouldSucceed();
        var mail = await server.MessageToAsync(email, before);
        var all = $"{mail.Subject} {mail.Text} {mail.Html} {mail.Link}";
        all.ShouldNotContain("evil");
        all.ShouldNotContain("https://localhost");
    }

    [Theory]
    [InlineData("/signup")]
    [InlineData("/resendcode")]
    [InlineData("/forgotPassword")]
    public async Task No_mail_of_a_page_is_either(string page)
    {
        var (poolId, clientId) = await LinkPoolAsync();
        var email = People.NewEmail();
        await PrepareAsync(page is "/signup" ? "" : page is "/resendcode" ? "ResendConfirmationCode" : "ForgotPassword", clientId, email);
        var before = page is "/signup" ? null : await server.MessageToAsync(email);
        var tab = new PageTab(server) { Change = LieAboutTheHost };
        await tab.OpenAsync($"{HostedAuthServer.BaseAddress}/{poolId}{page}?response_type=code&scope=openid"
            + $"&client_id={clientId}&redirect_uri={Uri.EscapeDataString(TestApp.Callback)}"
            + $"&code_challenge={TestApp.Challenge}&code_challenge_method=S256");

        var sent = await tab.SubmitAsync(("username", "ada"), ("email", email), ("password", People.Password));

        sent.Status.ShouldBe(303, sent.Body);
        var mail = await server.MessageToAsync(email, before);
        $"{mail.Subject} {mail.Text} {mail.Html} {mail.Link}".ShouldNotContain("evil");
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "ada", People.NewEmail());
        var signUp = await server.MessageToAsync(email);
        await server.ForgotPasswordAsync(clientId, "ada");
        var code = await server.CodeToAsync(email, signUp);
        (await server.ConfirmForgotPasswordAsync(clientId, "ada", code)).ShouldSucceed();

        var again = await server.ConfirmForgotPasswordAsync(clientId, "ada", code, "Stolen-horse-9");

        again.ShouldRefuse("ExpiredCodeException");
        (await server.SignInAsync(clientId, "ada", "Another-horse-8")).ShouldSucceed();
    }

    [Fact]
    public async Task A_code_is_good_for_one_purpose()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        var (mine, hers) = (People.NewEmail(), People.NewEmail());
        await server.SignUpAsync(clientId, "ada", mine);
        var signUpCode = await server.CodeToAsync(mine);
        await server.JoinAsync(clientId, "bea", hers);
        var before = await server.MessageToAsync(hers);
        await server.ForgotPasswordAsync(clientId, "bea");
        var resetCode = await server.CodeToAsync(hers, before);
        await server.ChangeUserAsync(poolId, "bea", user => user.Status = HostedAuth.Core.Users.UserStatus.UNCONFIRMED);

        var passwordByConfirmation = await server.ConfirmForgotPasswordAsync(clientId, "ada", signUpCode);
        var confirmationByReset = await server.ConfirmSignUpAsync(clientId, "bea", resetCode);

        passwordByConfirmation.Error.ShouldNotBeNull();
        confirmationByReset.Error.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_code_is_good_for_one_user()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var (mine, hers) = (People.NewEmail(), People.NewEmail());
        await server.JoinAsync(clientId, "ada", mine);
        await server.JoinAsync(clientId, "bea", hers);
        var before = await server.MessageToAsync(mine);
        await server.ForgotPasswordAsync(clientId, "ada");
        await server.ForgotPasswordAsync(clientId, "bea");
        var code = await server.CodeToAsync(mine, before);

        var taken = await server.ConfirmForgotPasswordAsync(clientId, "bea", code);

        taken.ShouldRefuse("CodeMismatchException");
        (await server.SignInAsync(clientId, "bea")).ShouldSucceed();
    }

    private Task<(string PoolId, string ClientId)> LinkPoolAsync() => server.CreateOpenPoolAsync(
        new
        {
            AutoVerifiedAttributes = new[] { "email" },
            VerificationMessageTemplate = new { DefaultEmailOption = "CONFIRM_WITH_LINK" },
        },
        new
        {
            AllowedOAuthFlows = new[] { "code" },
            AllowedOAuthScopes = new[] { "openid" },
            CallbackURLs = new[] { TestApp.Callback },
        });

    /// <summary>Brings the user to where the operation has a mail to send.</summary>
    private async Task PrepareAsync(string operation, string clientId, string email)
    {
        if (operation is "ResendConfirmationCode" or "ForgotPassword")
        {
            (await server.SignUpAsync(clientId, "ada", email)).ShouldSucceed();
        }

        if (operation is "ForgotPassword")
        {
            var link = new Uri((await server.MessageToAsync(email)).Link!);
            var code = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(link.Query)["confirmation_code"].ToString();
            (await server.ConfirmSignUpAsync(clientId, "ada", code)).ShouldSucceed();
        }
    }

    private static object RequestOf(string operation, string poolId, string clientId, string email)
    {
        var attributes = new[] { new { Name = "email", Value = email } };
        return operation switch
        {
            "SignUp" => new { ClientId = clientId, Username = "ada", People.Password, UserAttributes = attributes },
            "AdminCreateUser" => new
            {
                UserPoolId = poolId,
                Username = Invited,
                UserAttributes = attributes,
                DesiredDeliveryMediums = new[] { "EMAIL" },
            },
            _ => new { ClientId = clientId, Username = "ada" },
        };
    }

    private static void LieAboutTheHost(HttpRequestMessage request)
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[
            ("X-Forwarded-Host", "evil.example"),
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Prefix", "/evil"),
            ("X-Forwarded-Server", "evil.example"),
            ("X-Forwarded-For", "203.0.113.9"),
            ("X-Host", "evil.example"),
            ("X-Original-URL", "https://evil.example/"),
            ("X-Rewrite-URL", "/evil"),
            ("Forwarded", "for=203.0.113.9;host=evil.example;proto=https"),
            ("Origin", "https://evil.example"),
            ("Referer", "https://evil.example/")])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
