using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

public sealed class SignInLinkPoolTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Asks = "Check your messages";

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Pools_that_do_not_ask_for_links_and_strict_ones_have_none(bool asks, bool isStrict)
    {
        var tags = new Dictionary<string, string> { ["hostedauth:strict"] = isStrict ? "true" : "false" };
        if (asks)
        {
            tags["hostedauth:magic-link"] = "true";
        }

        var world = await LinkWorld.CreateAsync(server, new
        {
            EmailConfiguration = new
            {
                EmailSendingAccount = "DEVELOPER",
                SourceArn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
            },
            UserPoolTags = tags,
        });
        await world.AddUserAsync("alice", "EMAIL_OTP");
        var walk = new PageWalk(server, await TestApp.OfPoolAsync(server, world.SignIn.PoolId));

        (await walk.SignInAsync()).ShouldShow(Asks);

        var mail = await server.MessageToAsync(world.Email);
        mail.Link.ShouldBeNull();
        mail.Text.ShouldNotContain("signInLink");
        walk.Tab.Cookies.Keys.ShouldNotContain(name => name.StartsWith("ha-code-", StringComparison.Ordinal));
        (await walk.Tab.OpenAsync($"{walk.App.Issuer}/signInLink?link=A")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_sign_in_of_the_API_has_no_page_to_lead_back_to_and_no_link()
    {
        var world = await LinkWorld.CreateAsync(server, new { UserPoolTags = LinkWorld.Wanted });
        await world.AddUserAsync("alice", "EMAIL_OTP");

        await world.AskAsync("alice", "EMAIL_OTP");

        (await server.MessageToAsync(world.Email)).Link.ShouldBeNull();
    }
}

/// <summary>Pools whose codes go out in the theme's own mails.</summary>
internal static class LinkWorld
{
    /// <summary>The tags of a pool that asks for links.</summary>
    public static Dictionary<string, string> Wanted => new() { ["hostedauth:magic-link"] = "true" };

    public static async Task<CodeWorld> CreateAsync(HostedAuthServer server, object pool)
    {
        var world = await CodeWorld.CreateAsync(server, "OFF", pool);
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = world.SignIn.PoolId,
            MfaConfiguration = "OPTIONAL",
            EmailMfaConfiguration = new { },
        })).ShouldSucceed();
        return world;
    }
}
