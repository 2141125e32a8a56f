using Microsoft.Playwright;

namespace HostedAuth.Browser.Tests.Fixtures;

/// <summary>An authenticator built into the browser of a page, which does at once what it is asked to.</summary>
internal sealed class Authenticator(ICDPSession devTools, string id)
{
    public static async Task<Authenticator> InsertAsync(IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        var made = await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return new(devTools, made!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>A person who looks away: nothing is answered until they look again.</summary>
    public Task LookAwayAsync(bool away) => devTools.SendAsync(
        "WebAuthn.setAutomaticPresenceSimulation",
        new() { ["authenticatorId"] = id, ["enabled"] = !away });

    /// <summary>A finger or face that isn't the owner's.</summary>
    public Task BecomeUnverifiedAsync() => devTools.SendAsync(
        "WebAuthn.setUserVerified",
        new() { ["authenticatorId"] = id, ["isUserVerified"] = false });

    public async Task<int> CountAsync()
    {
        var answer = await devTools.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = id });
        return answer!.Value.GetProperty("credentials").GetArrayLength();
    }
}
