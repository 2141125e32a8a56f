using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Pages;

namespace HostedAuth.Server.Tests.Notices;

public sealed class NoticesOfPagesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task What_is_done_on_a_page_is_told_in_its_language_with_the_browser()
    {
        var world = await CodeWorld.CreateAsync(server, "OPTIONAL", new { UserPoolTags = NoticesWorld.Tags });
        await world.AddUserAsync("alice", "SMS_MFA");
        var tab = new PageTab(server) { Change = InGermanByFirefox };
        var walk = new PageWalk(server, await TestApp.OfPoolAsync(server, world.SignIn.PoolId)) { Tab = tab };
        await walk.SignInAsync();
        (await walk.SubmitAsync(("code", await world.CodeAsync("SMS_MFA")))).ShouldBeSignedIn();
        await walk.OpenAsync("/recoveryCodes");

        (await walk.SubmitAsync()).Status.ShouldBe(200);

        await world.DeliveredAsync();
        var mail = await server.MessageToAsync(world.Email);
        mail.Text.ShouldContain("Neue Wiederherstellungscodes wurden erzeugt; ältere gelten nicht mehr.");
        mail.Text.ShouldContain("Gerät: Firefox 140");
    }

    private static void InGermanByFirefox(HttpRequestMessage request)
    {
        const string firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        request.Headers.TryAddWithoutValidation("Accept-Language", "de");
        request.Headers.TryAddWithoutValidation("User-Agent", firefox);
    }
}
