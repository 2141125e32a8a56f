using HostedAuth.Browser.Tests.Fixtures;
using Microsoft.Playwright;

namespace HostedAuth.Browser.Tests.Pages;

public sealed class PasskeyTests(HostedAuthSite site) : IClassFixture<HostedAuthSite>
{
    private const string Email = "ann@example.com";

    [Fact]
    public async Task A_passkey_added_after_a_password_signs_in_next_time_without_typing()
    {
        var pool = await CreatePoolAsync();
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        var authenticator = await Authenticator.InsertAsync(page);
        await page.GotoAsync(pool.Url());
        await page.SignInAsync(Email);
        await page.ShouldShowAsync("Sign in faster next time");
        (await page.InputValueAsync("[name=name]")).ShouldBe("Linux");
        await page.FillAsync("[name=name]", "My laptop");

        await page.PressAsync();
        await page.ShouldHaveCodeAsync();
        (await authenticator.CountAsync()).ShouldBe(1);
        await pool.SignOutAsync(page);
        await page.GotoAsync(pool.Url());

        // The authenticator chooses by itself what a person would choose in the field.
        await page.ShouldHaveCodeAsync();
    }

    [Fact]
    public async Task The_button_signs_in_with_a_passkey()
    {
        var pool = await CreatePoolAsync();
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        var authenticator = await AddPasskeyAsync(page, pool);
        await authenticator.LookAwayAsync(true);
        await page.GotoAsync(pool.Url("&prompt=login"));
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" });

        await button.ClickAsync();
        await authenticator.LookAwayAsync(false);
        await button.ClickAsync();

        await page.ShouldHaveCodeAsync();
    }

    [Fact]
    public async Task Who_cancels_is_told_so_and_can_try_again()
    {
        var pool = await CreatePoolAsync();
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        var authenticator = await AddPasskeyAsync(page, pool);
        await pool.SignOutAsync(page);
        await authenticator.BecomeUnverifiedAsync();
        await pool.RequireUserVerificationAsync();

        await page.GotoAsync(pool.Url());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();

        await page.GetByText("No passkey was used. Try again when you are ready.").WaitForAsync();
    }

    [Fact]
    public async Task Not_now_leads_on_and_never_is_remembered()
    {
        var pool = await CreatePoolAsync();
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        await Authenticator.InsertAsync(page);

        foreach (var answer in new[] { "Not now", "Don’t ask again on this device" })
        {
            await page.GotoAsync(pool.Url("&prompt=login"));
            await page.SignInAsync(Email);
            await page.GetByRole(AriaRole.Button, new() { Name = answer }).ClickAsync();
            await page.ShouldHaveCodeAsync();
        }

        await page.GotoAsync(pool.Url("&prompt=login"));
        await page.SignInAsync(Email);
        await page.ShouldHaveCodeAsync();
    }

    [Fact]
    public async Task A_browser_without_passkeys_is_not_asked_to_add_one()
    {
        var pool = await CreatePoolAsync();
        await using var browser = await site.NewBrowserAsync(script: false);
        var page = await browser.NewPageAsync();

        await page.GotoAsync(pool.Url());
        (await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).CountAsync()).ShouldBe(0);
        await page.SignInAsync(Email);

        await page.ShouldHaveCodeAsync();
    }

    [Fact]
    public async Task An_app_leads_to_the_page_that_adds_a_passkey_and_who_is_not_signed_in_signs_in_first()
    {
        var pool = await CreatePoolAsync();
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        var authenticator = await Authenticator.InsertAsync(page);

        await page.GotoAsync(pool.Url(path: "/passkeys/add"));
        await page.GetByText("Sign in to add a passkey to your account.").WaitForAsync();
        await page.SignInAsync(Email);
        await page.ShouldShowAsync("Sign in faster next time");
        await page.PressAsync();

        await page.ShouldHaveCodeAsync();
        (await authenticator.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_device_holds_one_passkey_for_an_account()
    {
        var pool = await CreatePoolAsync();
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        await AddPasskeyAsync(page, pool);

        await page.GotoAsync(pool.Url(path: "/passkeys/add"));
        await page.PressAsync();

        await page.GetByText("This device has a passkey for your account already.").WaitForAsync();
    }

    [Fact]
    public async Task A_passkey_that_was_removed_signs_in_no_more()
    {
        var pool = await CreatePoolAsync();
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        var authenticator = await AddPasskeyAsync(page, pool);
        await site.RemovePasskeysAsync(pool);
        await pool.SignOutAsync(page);
        // A person chooses it once; the authenticator would each time that the page comes back, until nobody may try any more.
        page.Request += (_, request) => _ = request.Method == "POST" ? authenticator.LookAwayAsync(true) : Task.CompletedTask;

        await page.GotoAsync(pool.Url());

        // The browser still has it, and offers it; the page says that it is good no more.
        await page.GetByText("This passkey did not work. Try again, or sign in another way.").WaitForAsync();
    }

    [Fact]
    public async Task A_passkey_is_the_second_factor_after_a_password()
    {
        var pool = await CreatePoolAsync();
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        var authenticator = await AddPasskeyAsync(page, pool);
        await pool.MakePasskeysSecondFactorsAsync();
        await site.MakeSecondFactorAsync(pool, Email, "WEB_AUTHN");
        await authenticator.LookAwayAsync(true);

        await page.GotoAsync(pool.Url("&prompt=login"));
        await page.SignInAsync(Email);
        await page.ShouldShowAsync("Use your passkey");
        await authenticator.LookAwayAsync(false);
        await page.PressAsync();

        await page.ShouldHaveCodeAsync();
    }

    private static async Task<Authenticator> AddPasskeyAsync(IPage page, TestPool pool)
    {
        var authenticator = await Authenticator.InsertAsync(page);
        await page.GotoAsync(pool.Url(path: "/passkeys/add"));
        await page.SignInAsync(Email);
        await page.ShouldShowAsync("Sign in faster next time");
        await page.PressAsync();
        await page.ShouldHaveCodeAsync();
        return authenticator;
    }

    private async Task<TestPool> CreatePoolAsync()
    {
        var pool = await site.CreatePoolAsync(new
        {
            PoolName = "people",
            UsernameAttributes = new[] { "email" },
            AutoVerifiedAttributes = new[] { "email" },
            Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "WEB_AUTHN" } } },
        });
        await pool.CreateUserAsync(Email);
        return pool;
    }
}
