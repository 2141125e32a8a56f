using HostedAuth.Browser.Tests.Fixtures;
using Microsoft.Playwright;

namespace HostedAuth.Browser.Tests.Pages;

public sealed class SignInTests(HostedAuthSite site) : IClassFixture<HostedAuthSite>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_signs_in_with_script_and_without(bool script)
    {
        var pool = await site.CreatePoolAsync();
        await pool.CreateUserAsync("ann@example.com");
        await using var browser = await site.NewBrowserAsync(script);
        var page = await browser.NewPageAsync();

        await page.GotoAsync(pool.Url());
        await page.SignInAsync("ann@example.com");

        await page.ShouldHaveCodeAsync();
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        var pool = await site.CreatePoolAsync();
        await pool.CreateUserAsync("ann@example.com");
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(pool.Url());
        await page.ShouldFocusAsync("[name=username]");
        await page.Keyboard.TypeAsync("ann@example.com");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(TestPool.Password);
        await page.Keyboard.PressAsync("Enter");

        await page.ShouldHaveCodeAsync();
    }

    [Theory]
    [InlineData("ann@example.com")]
    [InlineData("nobody@example.com")]
    public async Task A_wrong_password_and_an_unknown_person_read_the_same(string email)
    {
        var pool = await site.CreatePoolAsync();
        await pool.CreateUserAsync("ann@example.com");
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(pool.Url());
        await page.SignInAsync(email, "Wrong-Horse-7");

        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("The email address or the password is wrong.");
        (await page.TitleAsync()).ShouldStartWith("Error: Sign in");
        await page.ShouldFocusAsync("[role=alert]");
        (await page.InputValueAsync("[name=username]")).ShouldBe(email);
    }

    [Fact]
    public async Task A_second_app_of_the_pool_signs_in_without_asking_unless_it_wants_to_be_sure()
    {
        var pool = await site.CreatePoolAsync();
        await pool.CreateUserAsync("ann@example.com");
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(pool.Url());
        await page.SignInAsync("ann@example.com");
        await page.ShouldHaveCodeAsync();
        await pool.CreateClientAsync("Second app");

        await page.GotoAsync(pool.Url());
        await page.ShouldHaveCodeAsync();
        await page.GotoAsync(pool.Url("&prompt=login"));
        await page.ShouldShowAsync("Sign in");
        await page.SignInAsync("ann@example.com");

        await page.ShouldHaveCodeAsync();
    }

    [Fact]
    public async Task After_signing_out_the_next_sign_in_asks_again()
    {
        var pool = await site.CreatePoolAsync();
        await pool.CreateUserAsync("ann@example.com");
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(pool.Url());
        await page.SignInAsync("ann@example.com");
        await page.ShouldHaveCodeAsync();

        await page.GotoAsync($"{site.BaseAddress}/{pool.Id}/logout");
        await page.ShouldShowAsync("Sign out?");
        await page.PressAsync();
        await page.ShouldShowAsync("You are signed out");
        await page.GotoAsync(pool.Url());

        await page.ShouldShowAsync("Sign in");
    }

    [Fact]
    public async Task Two_tabs_and_the_back_button_lose_nothing()
    {
        var pool = await site.CreatePoolAsync();
        await pool.CreateUserAsync("ann@example.com");
        await using var browser = await site.NewBrowserAsync();
        var first = await browser.NewPageAsync();
        var second = await browser.NewPageAsync();
        await first.GotoAsync(pool.Url());
        await second.GotoAsync(pool.Url("&nonce=n2"));

        await first.FollowAsync("Forgot your password?", "forgotPassword");
        await first.GoBackAsync();
        await second.SignInAsync("ann@example.com");
        await second.ShouldHaveCodeAsync();
        await first.SignInAsync("ann@example.com");

        await first.ShouldHaveCodeAsync();
    }

    [Fact]
    public async Task Two_pools_in_one_browser_on_one_origin_do_not_disturb_each_other()
    {
        var (one, other) = (await site.CreatePoolAsync(), await site.CreatePoolAsync());
        await one.CreateUserAsync("ann@example.com");
        await other.CreateUserAsync("ann@example.com");
        await using var browser = await site.NewBrowserAsync();
        var (first, second) = (await browser.NewPageAsync(), await browser.NewPageAsync());
        await first.GotoAsync(one.Url());
        await second.GotoAsync(other.Url());

        await first.SignInAsync("ann@example.com");
        await first.ShouldHaveCodeAsync();
        await second.SignInAsync("ann@example.com");
        await second.ShouldHaveCodeAsync();
        await first.GotoAsync(one.Url());
        await first.ShouldHaveCodeAsync();

        (await browser.CookiesAsync()).Select(cookie => cookie.Name).Order().ShouldBe(
            new[] { one, other }.SelectMany(pool => new[] { $"ha-browser-{pool.Id}", $"ha-sso-{pool.Id}" }).Order());
    }

    [Fact]
    public async Task A_pool_answers_at_its_domain_too()
    {
        var pool = await site.CreatePoolAsync();
        await pool.CreateUserAsync("ann@example.com");
        var prefix = $"shop-{pool.ClientId[..8]}";
        await site.CallAsync("CreateUserPoolDomain", new { UserPoolId = pool.Id, Domain = prefix });
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(pool.Url(address: site.BaseAddress.Replace("localhost", $"{prefix}.localhost", StringComparison.Ordinal)));
        page.Url.ShouldContain($"{prefix}.localhost");
        await page.SignInAsync("ann@example.com");

        await page.ShouldHaveCodeAsync();
    }
}
