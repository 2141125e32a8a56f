using System.Text.RegularExpressions;
using HostedAuth.Core.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

public sealed partial class SignInLinkTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Asks = "Check your messages";
    private const string Refusal = "This link is no longer good";

    private static readonly string[] CodeFirst = ["EMAIL_OTP"];

    [Fact]
    public async Task One_press_in_the_browser_that_began_signs_in_as_the_code_would()
    {
        var (walk, mail) = await BeginAsync();

        var page = await walk.Tab.OpenAsync(mail.Link!);

        page.ShouldShow("Sign in");
        page.Words().ShouldContain("Asked for: ");
        page.Words().ShouldNotContain(mail.Code!);
        (await PressAsync(walk, page)).ShouldBeSignedIn();
    }

    [Fact]
    public async Task Beside_the_link_the_mail_has_the_code_and_either_is_good_once()
    {
        var (walk, mail) = await BeginAsync();
        mail.Text.ShouldContain(mail.Code!);
        mail.Text.ShouldContain(mail.Link!);
        var page = await walk.Tab.OpenAsync(mail.Link!);
        (await PressAsync(walk, page)).ShouldBeSignedIn();
        foreach (var session in walk.Tab.Cookies.Keys.Where(name => name.Contains("ha-sso", StringComparison.Ordinal)).ToList())
        {
            walk.Tab.Cookies.Remove(session).ShouldBeTrue();
        }

        var again = await PressAsync(walk, page);

        again.ShouldShow("Sign in");
        again.Body.ShouldContain("This took too long. Start again, please.");
    }

    [Fact]
    public async Task A_scanner_that_opens_the_link_and_posts_to_it_spends_nothing()
    {
        var (walk, mail) = await BeginAsync();
        var scanner = new PageWalk(server, walk.App);
        for (var i = 0; i < 10; i++)
        {
            (await scanner.Tab.OpenAsync(mail.Link!)).Body.ShouldNotContain("<form");
            (await scanner.Tab.PostAsync(mail.Link!, "code=000000")).Status.ShouldBeOneOf(400, 404);
        }

        var page = await walk.Tab.OpenAsync(mail.Link!);

        (await PressAsync(walk, page)).ShouldBeSignedIn();
    }

    [Fact]
    public async Task Another_browser_is_shown_the_code_and_told_where_to_type_it()
    {
        var (walk, mail) = await BeginAsync();
        var other = new PageWalk(server, walk.App);
        await other.OpenAsync();

        var page = await other.Tab.OpenAsync(mail.Link!);

        page.Words().ShouldContain("in another browser or window. Type this code there: " + mail.Code);
        (await walk.SubmitAsync(("code", mail.Code))).ShouldBeSignedIn();
    }

    [Fact]
    public async Task The_address_of_the_code_page_taken_to_another_browser_presses_nothing()
    {
        var (walk, mail) = await BeginAsync();
        var other = new PageWalk(server, walk.App);
        await other.OpenAsync();
        foreach (var (name, value) in walk.Tab.Cookies.Where(one => one.Key.StartsWith("ha-code-", StringComparison.Ordinal)))
        {
            other.Tab.Cookies[name] = value;
        }

        var page = await other.Tab.OpenAsync(mail.Link!);

        page.Body.ShouldNotContain("<form");
    }

    [Fact]
    public async Task The_link_of_an_older_mail_does_not_press_for_the_newer_one()
    {
        var (walk, first) = await BeginAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(31));
        (await walk.ChooseAsync("resend")).ShouldShow(Asks);
        var second = await server.MessageToAsync(first.To, after: first);

        (await walk.Tab.OpenAsync(first.Link!)).Body.ShouldNotContain("<form");

        (await PressAsync(walk, await walk.Tab.OpenAsync(second.Link!))).ShouldBeSignedIn();
    }

    [Fact]
    public async Task A_link_ends_with_its_attempt()
    {
        var (walk, mail) = await BeginAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(4));

        var page = await walk.Tab.OpenAsync(mail.Link!);

        page.ShouldComplain(Refusal);
        page.Body.ShouldNotContain(mail.Code!);
    }

    [Fact]
    public async Task A_link_that_was_changed_or_belongs_to_another_pool_is_refused()
    {
        var (walk, mail) = await BeginAsync();
        var (other, _) = await BeginAsync();
        var value = mail.Link![(mail.Link!.IndexOf('=', StringComparison.Ordinal) + 1)..];
        var changed = value[..^8] + (value[^8] == 'A' ? 'B' : 'A') + value[^7..];

        foreach (var address in (string[])[
            $"{walk.App.Issuer}/signInLink",
            $"{walk.App.Issuer}/signInLink?link=",
            $"{walk.App.Issuer}/signInLink?link=%00",
            $"{walk.App.Issuer}/signInLink?link={new string('A', 5000)}",
            $"{walk.App.Issuer}/signInLink?link={changed}",
            $"{other.App.Issuer}/signInLink?link={value}"])
        {
            (await walk.Tab.OpenAsync(address)).ShouldComplain(Refusal);
        }
    }

    [Fact]
    public async Task As_a_second_factor_the_link_proves_no_more_than_the_code()
    {
        var world = await LinkWorld.CreateAsync(server, new { UserPoolTags = LinkWorld.Wanted });
        await world.AddUserAsync("alice", "EMAIL_OTP");
        var walk = new PageWalk(server, await TestApp.OfPoolAsync(server, world.SignIn.PoolId));
        (await walk.SignInAsync()).ShouldShow(Asks);
        var mail = await server.MessageToAsync(world.Email);

        var page = await walk.Tab.OpenAsync(mail.Link!);

        (await PressAsync(walk, page)).ShouldBeSignedIn();
    }

    /// <summary>Somebody who waits for a code, and the mail that brings it.</summary>
    private async Task<(PageWalk Walk, MailboxMessage Mail)> BeginAsync()
    {
        var world = await LinkWorld.CreateAsync(server, new
        {
            AliasAttributes = new[] { "email" },
            Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = CodeFirst } },
            UserPoolTags = LinkWorld.Wanted,
        });
        await world.AddUserAsync("alice");
        var walk = new PageWalk(server, await TestApp.OfPoolAsync(server, world.SignIn.PoolId));
        (await walk.SayNameAsync()).ShouldShow(Asks);
        return (walk, await server.MessageToAsync(world.Email));
    }

    /// <summary>Presses the page's one button.</summary>
    private static async Task<Answer> PressAsync(PageWalk walk, Answer page)
    {
        var code = HiddenCode().Match(page.Body);
        code.Success.ShouldBeTrue(page.Body);
        return await walk.SubmitAsync(("code", code.Groups[1].Value));
    }

    [GeneratedRegex("type=\"hidden\" name=\"code\" value=\"(\\d+)\"")]
    private static partial Regex HiddenCode();
}
