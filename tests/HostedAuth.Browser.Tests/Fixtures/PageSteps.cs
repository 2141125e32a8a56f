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
        await page.ShouldBeAtAsync($"/{path}?");
    }

    /// <summary>Waits for the thing that has the focus: a page gives it a moment after it has loaded.</summary>
    public static Task ShouldFocusAsync(this IPage page, string selector) =>
        page.WaitForFunctionAsync("selector => document.activeElement?.matches(selector)", selector);

    /// <summary>Presses the one button of the form.</summary>
    public static Task PressAsync(this IPage page) => page.Locator("button.press").First.ClickAsync();

    public static async Task ShouldHaveCodeAsync(this IPage page)
    {
        await page.ShouldBeAtAsync("/callback?");
        page.Url.ShouldContain("code=");
        page.Url.ShouldContain("state=s1");
    }

    /// <summary>Waits for the page with this heading, and for its script, which has something to do with what is pressed next.</summary>
    public static async Task ShouldShowAsync(this IPage page, string heading)
    {
        await page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }).WaitForAsync();
        await page.LoadedAsync();
    }

    /// <summary>
    /// Waits until the page has loaded. Playwright's own waits look, and listen then: a page that loads in between is never
    /// heard of.
    /// </summary>
    public static Task LoadedAsync(this IPage page) => UntilAsync(
        async () => await page.EvaluateAsync<string>("document.readyState") is "complete", "The page loads.");

    private static async Task ShouldBeAtAsync(this IPage page, string part)
    {
        await UntilAsync(() => Task.FromResult(page.Url.Contains(part, StringComparison.Ordinal)), $"The address has {part}");
        await page.LoadedAsync();
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await HoldsAsync(condition))
        {
            limit.IsCancellationRequested.ShouldBeFalse(what);
            await timer.WaitForNextTickAsync();
        }
    }

    private static async Task<bool> HoldsAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (PlaywrightException)
        {
            // The page went away while it was asked.
            return false;
        }
    }
}
