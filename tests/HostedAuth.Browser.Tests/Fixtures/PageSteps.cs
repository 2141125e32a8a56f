using Microsoft.Playwright;

namespace HostedAuth.Browser.Tests.Fixtures;

/// <summary>What people do on the pages.</summary>
internal static class PageSteps
{
    public static async Task SignInAsync(this IPage page, string email, string password = TestPool.Password)
    {
        await page.FillAsync("[name=username]", email);
        await page.FillAsync("[name=password]", password);
        await page.PressAsync();
    }

    /// <summary>Follows a link, as far as the page that it leads to: what is filled in next isn't this one's.</summary>
    public static async Task FollowAsync(this IPage page, string text, string path)
    {
        await page.GetByText(text).ClickAsync();
        await page.WaitForURLAsync($"**/{path}?**");
    }

    /// <summary>Waits for the thing that has the focus: a page gives it a moment after it has loaded.</summary>
    public static Task ShouldFocusAsync(this IPage page, string selector) =>
        page.WaitForFunctionAsync("selector => document.activeElement?.matches(selector)", selector);

    /// <summary>Presses the one button of the form.</summary>
    public static Task PressAsync(this IPage page) => page.Locator("button.press").First.ClickAsync();

    public static async Task ShouldHaveCodeAsync(this IPage page)
    {
        await page.WaitForURLAsync("**/callback?**");
        page.Url.ShouldContain("code=");
        page.Url.ShouldContain("state=s1");
    }

    public static async Task ShouldShowAsync(this IPage page, string heading) =>
        await page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }).WaitForAsync();
}
