using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Conformance.Core;

/// <summary>Codes that come twice, and refresh tokens.</summary>
[Collection(ConformanceServer.Name)]
public sealed class CodeModulesTests(HostedAuthServer server)
{
    [Module("oidcc-codereuse", "RFC 6749 4.1.2, 5.2; OIDC Core 3.1.3.2")]
    [Theory, EachFlow("code")]
    public Task Oidcc_codereuse(string flow) => ShouldRefuseTheSecondUseAsync(flow, 0);

    [Module("oidcc-codereuse-30seconds", "RFC 6749 4.1.2, 5.2; OIDC Core 3.1.3.2")]
    [Theory, EachFlow("code")]
    public Task Oidcc_codereuse_30seconds(string flow) => ShouldRefuseTheSecondUseAsync(flow, 30);

    [Module("oidcc-refresh-token", "RFC 6749 6; OIDC Core 12.2")]
    [Theory, EachFlow("code")]
    public async Task Oidcc_refresh_token(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var other = await rp.AndAnotherAsync();
        var first = await rp.SignInAsync();
        var token = first.Tokens!.Text("refresh_token").ShouldNotBeNull();
        rp.Wait(5);

        var stranger = await other.App.RefreshAsync(token);
        var second = await rp.App.RefreshAsync(token);

        stranger.ShouldRefuse(400, "invalid_grant");
        second.Status.ShouldBe(200, second.Body);
        second.Text("access_token").ShouldNotBe(first.AccessToken);
        var refreshed = Jwt.Parse(second.Text("id_token")!);
        (refreshed["iss"], refreshed["sub"], refreshed["aud"]).ShouldBe(
            (first.IdToken["iss"], first.IdToken["sub"], first.IdToken["aud"]));
        refreshed.Seconds("auth_time").ShouldBe(first.IdToken.Seconds("auth_time"));
        refreshed.Seconds("iat").ShouldBeGreaterThan(first.IdToken.Seconds("iat"));
        (await rp.UserInfoAsync(second.Text("access_token")!)).Status.ShouldBe(200);
    }

    private async Task ShouldRefuseTheSecondUseAsync(string flow, int seconds)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var request = rp.Request();
        await rp.AskAsync(request);
        var outcome = await rp.TakeAsync(request, await rp.Browser.SignInAsync());
        rp.Wait(seconds);

        var again = await rp.ExchangeAsync(outcome.Arrival["code"]!, request);

        again.ShouldRefuse(400, "invalid_grant");
        (await rp.UserInfoAsync(outcome.AccessToken!)).ShouldRefuse(401, "invalid_token");
    }
}
