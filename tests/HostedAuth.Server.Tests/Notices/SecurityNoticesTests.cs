using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Notices;

/// <summary>Passwords and addresses, and who is told of them how.</summary>
public sealed class SecurityNoticesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Password = "The password was changed.";
    private const string Address = "The email address was changed.";

    [Fact]
    public async Task A_changed_password_is_told_once_with_its_circumstances_and_without_a_secret()
    {
        var world = await NoticesWorld.CreateAsync(server);

        await world.ChangePasswordAsync();

        var mail = (await world.ToldAsync()).ShouldHaveSingleItem();
        mail.Subject.ShouldNotBeNull().ShouldMatch("^Your account at pool-[0-9a-f]+ was changed$");
        mail.Text.ShouldContain(Password);
        mail.Text.ShouldContain("alice");
        mail.Text.ShouldContain("Device: ");
        mail.Text.ShouldContain("Address: 127.0.0.1");
        var page = mail.Html.ShouldNotBeNull();
        page.ShouldContain(Password);
        page.ShouldNotContain(SignInWorld.NewPassword);
        mail.Text.ShouldNotContain(SignInWorld.NewPassword);
        mail.Link.ShouldBeNull();
    }

    [Fact]
    public async Task A_password_that_was_reset_by_a_code_is_told()
    {
        var world = await NoticesWorld.CreateAsync(server);
        (await server.ForgotPasswordAsync(world.Mfa.SignIn.Client.Id, "alice")).ShouldSucceed();
        var code = await server.CodeToAsync(world.Email);

        (await server.ConfirmForgotPasswordAsync(world.Mfa.SignIn.Client.Id, "alice", "000000")).Error.ShouldNotBeNull();
        (await world.ChangesAsync()).ShouldBeEmpty();
        (await server.ConfirmForgotPasswordAsync(world.Mfa.SignIn.Client.Id, "alice", code)).ShouldSucceed();

        (await world.ChangesAsync()).ShouldBe([Password]);
    }

    [Fact]
    public async Task What_an_administrator_does_is_told_too_and_whose_doing_it_was()
    {
        var world = await NoticesWorld.CreateAsync(server);

        await world.AdministerAsync("AdminSetUserPassword", new() { ["Password"] = SignInWorld.NewPassword, ["Permanent"] = true });

        var mail = (await world.ToldAsync()).ShouldHaveSingleItem();
        mail.Text.ShouldContain(Password);
        mail.Text.ShouldContain("By: an administrator, or a service of pool-");
        mail.Text.ShouldNotContain("127.0.0.1");
    }

    [Fact]
    public async Task The_first_password_of_ones_own_is_told_and_a_new_invitation_is_not()
    {
        var world = await NoticesWorld.CreateAsync(server);
        var email = People.NewEmail("bob");
        await world.Mfa.SignIn.AddUserAsync(
            "bob", Core.Users.UserStatus.FORCE_CHANGE_PASSWORD, attributes: [("email", email), ("email_verified", "true")]);

        var session = await world.Mfa.SignIn.SessionOfAsync("bob");
        (await world.Mfa.SignIn.AnswerAsync(session, "bob")).ShouldSucceed();
        (await world.ChangesAsync(email)).ShouldBe([Password]);

        var carol = People.NewEmail("carol");
        var invited = new { UserPoolId = world.PoolId, Username = "carol" };
        (await server.CallAsync("AdminCreateUser", new
        {
            invited.UserPoolId,
            invited.Username,
            UserAttributes = NoticesWorld.Attributes(("email", carol), ("email_verified", "true")),
        })).ShouldSucceed();
        (await server.CallAsync("AdminCreateUser", new { invited.UserPoolId, invited.Username, MessageAction = "RESEND" }))
            .ShouldSucceed();
        (await world.ChangesAsync(carol)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_address_that_nobody_has_proven_is_told_to_the_former_one_alone()
    {
        var pool = new { UserPoolTags = NoticesWorld.Tags, UsernameAttributes = new[] { "email" } };
        var world = await NoticesWorld.CreateAsync(server, pool: pool, byEmail: true);
        var email = People.NewEmail("new");

        await world.DoAsync("UpdateUserAttributes", new() { ["UserAttributes"] = NoticesWorld.Attributes(("email", email)) });

        var mail = (await world.ToldAsync()).ShouldHaveSingleItem();
        mail.Text.ShouldContain(Address);
        mail.Text.ShouldNotContain(email);
        mail.Html!.ShouldNotContain(email);
        (await world.ToldAsync(email)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_proven_new_address_is_told_to_both()
    {
        var world = await NoticesWorld.CreateAsync(server);
        var email = People.NewEmail("new");

        await world.AdministerAsync(
            "AdminUpdateUserAttributes",
            new() { ["UserAttributes"] = NoticesWorld.Attributes(("email", email), ("email_verified", "true")) });

        (await world.ChangesAsync()).ShouldBe([Address]);
        (await world.ChangesAsync(email)).ShouldBe([Address]);
    }

    [Fact]
    public async Task An_address_that_waits_for_its_code_is_told_when_it_has_become_the_users()
    {
        var world = await NoticesWorld.CreateAsync(server, pool: new
        {
            UserPoolTags = NoticesWorld.Tags,
            AutoVerifiedAttributes = new[] { "email" },
            UserAttributeUpdateSettings = new { AttributesRequireVerificationBeforeUpdate = new[] { "email" } },
        });
        var email = People.NewEmail("new");
        await world.DoAsync("UpdateUserAttributes", new() { ["UserAttributes"] = NoticesWorld.Attributes(("email", email)) });
        (await world.ChangesAsync()).ShouldBeEmpty();

        await world.DoAsync("VerifyUserAttribute", new() { ["AttributeName"] = "email", ["Code"] = await server.CodeToAsync(email) });

        (await world.ChangesAsync()).ShouldBe([Address]);
        (await world.ChangesAsync(email)).ShouldBe([Address]);
    }

    [Fact]
    public async Task Nothing_is_told_of_other_attributes_nor_to_an_address_that_is_not_proven()
    {
        var world = await NoticesWorld.CreateAsync(server);
        await world.DoAsync("UpdateUserAttributes", new() { ["UserAttributes"] = NoticesWorld.Attributes(("name", "Alice")) });
        await world.Mfa.SignIn.ChangeUserAsync("alice", user =>
            user.Attributes = new Dictionary<string, string>(user.Attributes) { ["email_verified"] = "false" });

        await world.ChangePasswordAsync();

        (await world.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_change_that_is_refused_is_not_told()
    {
        var world = await NoticesWorld.CreateAsync(server);

        (await world.TryAsync("ChangePassword", new()
        {
            ["PreviousPassword"] = "wrong",
            ["ProposedPassword"] = SignInWorld.NewPassword,
        })).ShouldRefuse("NotAuthorizedException");

        (await world.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Of_many_changes_at_once_each_that_came_to_be_is_told_once()
    {
        var world = await NoticesWorld.CreateAsync(server);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => server.CallAsync("AdminSetUserPassword", new
        {
            UserPoolId = world.PoolId,
            Username = "alice",
            Password = $"{SignInWorld.NewPassword}{number}",
            Permanent = true,
        })));

        (await world.CountAsync()).ShouldBe(answers.Count(answer => answer.Error is null));
    }

    [Theory]
    [InlineData("de-AT", "Das Passwort wurde geändert.")]
    [InlineData("fr", "Le mot de passe a été changé.")]
    [InlineData("es", "Se ha cambiado la contraseña.")]
    public async Task It_speaks_the_readers_language(string locale, string words)
    {
        var world = await NoticesWorld.CreateAsync(server, attributes: ("locale", locale));

        await world.ChangePasswordAsync();

        (await world.ChangesAsync()).ShouldBe([words]);
    }

    [Theory]
    [InlineData("hostedauth:notices", "off", null)]
    [InlineData("team", "on", null)]
    [InlineData("hostedauth:notices", "on", "hostedauth:strict")]
    public async Task Nobody_is_told_unless_the_pool_asks_for_it(string tag, string value, string? strict)
    {
        var tags = new Dictionary<string, string> { [tag] = value };
        if (strict is not null)
        {
            tags[strict] = "true";
        }

        var world = await NoticesWorld.CreateAsync(server, "OFF", new { UserPoolTags = tags });

        await world.ChangePasswordAsync();

        (await world.CountAsync()).ShouldBe(0);
    }
}
