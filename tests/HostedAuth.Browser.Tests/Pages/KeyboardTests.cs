using HostedAuth.Browser.Tests.Fixtures;
using Microsoft.Playwright;

namespace HostedAuth.Browser.Tests.Pages;

/// <summary>Whole ways, walked with nothing but a keyboard.</summary>
public sealed class KeyboardTests(HostedAuthSite site) : IClassFixture<HostedAuthSite>
{
    private const string Email = "ann@example.com";

    [Fact]
    public async Task A_name_a_choice_and_a_code_by_email()
    {
        var email = $"ann-{Guid.NewGuid():N}@example.com";
        var pool = await CreatePoolAsync("PASSWORD", "EMAIL_OTP");
        await pool.CreateUserAsync(email);
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(pool.Url());

        await TypeAsync(page, email);
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldShowAsync("Choose a way to sign in");
        await TabToAsync(page, "Get a code by email");
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldShowAsync("Check your messages");
        await TypeAsync(page, await site.ReadCodeAsync(email));
        await page.Keyboard.PressAsync("Enter");

        await page.ShouldHaveCodeAsync();
    }

    [Fact]
    public async Task Another_way_after_a_choice()
    {
        var pool = await CreatePoolAsync("PASSWORD", "EMAIL_OTP");
        await pool.CreateUserAsync(Email);
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(pool.Url());

        await TypeAsync(page, Email);
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldShowAsync("Choose a way to sign in");
        await TabToAsync(page, "Get a code by email");
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldShowAsync("Check your messages");
        await TabToAsync(page, "Try another way");
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldShowAsync("Choose a way to sign in");
        await TabToAsync(page, "Type in my password");
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldShowAsync("Type in your password");
        await TypeAsync(page, TestPool.Password);
        await page.Keyboard.PressAsync("Enter");

        await page.ShouldHaveCodeAsync();
    }

    [Fact]
    public async Task A_passkey_is_added_and_used()
    {
        var pool = await CreatePoolAsync("PASSWORD", "WEB_AUTHN");
        await pool.CreateUserAsync(Email);
        await using var browser = await site.NewBrowserAsync();
        var page = await browser.NewPageAsync();
        var authenticator = await Authenticator.InsertAsync(page);
        await page.GotoAsync(pool.Url());
        await page.SignInAsync(Email);
        await page.ShouldShowAsync("Sign in faster next time");

        await TabToAsync(page, "Add a passkey");
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldHaveCodeAsync();
        await authenticator.LookAwayAsync(true);
        await page.GotoAsync(pool.Url("&prompt=login"));
        await TabToAsync(page, "Sign in with a passkey");
        await authenticator.LookAwayAsync(false);
        await page.Keyboard.PressAsync("Enter");

        await page.ShouldHaveCodeAsync();
    }

    /// <summary>
    /// Types where the cursor is put by the page. A loaded page may put it there a moment later: what is typed before goes
    /// nowhere, as a name that then lacks its first letter, to whom no mail is sent.
    /// </summary>
    private static async Task TypeAsync(IPage page, string text)
    {
        await page.ShouldFocusAsync("input");
        await page.Keyboard.TypeAsync(text);
        (await page.EvaluateAsync<string>("document.activeElement.value")).ShouldBe(text);
    }

    /// <summary>Goes on by the Tab key until the thing of that name has the focus, and sees that it shows.</summary>
    private static async Task TabToAsync(IPage page, string name)
    {
        await page.LoadedAsync();
        for (var i = 0; i < 20; i++)
        {
            // At once: the page itself may still move the focus.
            var seen = await page.EvaluateAsync<string[]>(
                "[document.activeElement.textContent.trim(), getComputedStyle(document.activeElement).outlineStyle]");
            if (seen[0] == name)
            {
                seen[1].ShouldBe("solid");
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        throw new ShouldAssertException($"The keyboard does not reach “{name}”.");
    }

    private Task<TestPool> CreatePoolAsync(params string[] firstFactors) => site.CreatePoolAsync(new
    {
        PoolName = "people",
        UsernameAttributes = new[] { "email" },
        AutoVerifiedAttributes = new[] { "email" },
        Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = firstFactors } },
    });
}
