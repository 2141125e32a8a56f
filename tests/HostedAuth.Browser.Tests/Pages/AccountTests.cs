using HostedAuth.Browser.Tests.Fixtures;
using Microsoft.Playwright;

namespace HostedAuth.Browser.Tests.Pages;

public sealed class AccountTests(HostedAuthSite site) : IClassFixture<HostedAuthSite>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_signs_up_with_the_mailed_code_and_signs_in(bool script)
    {
        var pool = await site.CreatePoolAsync();
        var email = $"new-{Guid.NewGuid():N}@example.com";
        await using var browser = await site.NewBrowserAsync(script);
        var page = await browser.NewPageAsync();

        await page.GotoAsync(pool.Url());
        await page.FollowAsync("Create an account", "signup");
        await page.SignInAsync(email);
        await page.ShouldShowAsync("Confirm your account");
        await page.FillAsync("[name=code]", await site.ReadCodeAsync(email));
        await page.PressAsync();
        await page.GetByText("Your account is confirmed. You can sign in now.").WaitForAsync();
        (await page.InputValueAsync("[name=username]")).ShouldBe(email);
        await page.FillAsync("[name=password]", TestPool.Password);
        await page.PressAsync();

        await page.ShouldHaveCodeAsync();
    }

    [Fact]
    public async Task A_person_who_is_not_confirmed_can_ask_for_another_code()
    {
        var pool = await site.CreatePoolAsync();
        var email = $"new-{Guid.NewGuid():N}@example.com";
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(pool.Url(path: "/signup"));
        await page.SignInAsync(email);
        await page.ShouldShowAsync("Confirm your account");
        var first = await site.ReadCodeAsync(email);

        await page.GotoAsync(pool.Url());
        await page.SignInAsync(email);
        await page.GetByText("Your account is not confirmed yet.").WaitForAsync();
        await page.GetByText("Send a new code").ClickAsync();
        await page.GetByText("A new code is on its way.").WaitForAsync();
        await page.FillAsync("[name=code]", await site.ReadCodeAsync(email, after: first));
        await page.PressAsync();
        await page.GetByText("Your account is confirmed. You can sign in now.").WaitForAsync();
    }

    [Fact]
    public async Task An_address_that_has_an_account_is_answered_like_a_new_one()
    {
        var pool = await site.CreatePoolAsync();
        await pool.CreateUserAsync("ann@example.com");
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(pool.Url(path: "/signup"));
        await page.SignInAsync("ann@example.com");

        await page.ShouldShowAsync("Confirm your account");
        (await page.Locator(".lead").InnerTextAsync()).ShouldBe("Type in the code that we sent to ann@example.com.");
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_the_mailed_code()
    {
        var pool = await site.CreatePoolAsync();
        var email = $"ann-{Guid.NewGuid():N}@example.com";
        await pool.CreateUserAsync(email);
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(pool.Url());
        await page.FollowAsync("Forgot your password?", "forgotPassword");
        await page.FillAsync("[name=username]", email);
        await page.PressAsync();
        await page.ShouldShowAsync("Set a new password");
        await page.FillAsync("[name=code]", await site.ReadCodeAsync(email));
        await page.FillAsync("[name=password]", "Battery-Staple-8");
        await page.PressAsync();
        await page.GetByText("Your new password is set. Sign in with it.").WaitForAsync();
        await page.SignInAsync(email, "Battery-Staple-8");

        await page.ShouldHaveCodeAsync();
    }

    [Fact]
    public async Task A_temporary_password_is_replaced_by_ones_own()
    {
        var pool = await site.CreatePoolAsync();
        await pool.CreateUserAsync("ann@example.com", temporary: true);
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(pool.Url());
        await page.SignInAsync("ann@example.com");
        await page.ShouldShowAsync("Choose your own password");
        await page.ReloadAsync();
        await page.FillAsync("[name=password]", "battery-staple");
        await page.PressAsync();
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("Choose another password");
        await page.FillAsync("[name=password]", "Battery-Staple-8");
        await page.PressAsync();

        await page.ShouldHaveCodeAsync();
    }
}
