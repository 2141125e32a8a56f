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
