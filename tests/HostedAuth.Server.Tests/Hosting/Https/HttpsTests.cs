using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using HostedAuth.Server.Hosting;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Hosting.Https;

/// <summary>The server speaks https itself, over sockets.</summary>
public sealed class HttpsTests : IAsyncLifetime
{
    private readonly HttpsProgram _program = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Theory]
    [InlineData("localhost")]
    [InlineData("shop.localhost")]
    [InlineData("deep.below.localhost")]
    public async Task A_name_below_localhost_gets_a_certificate_that_the_own_authority_vouches_for(string name)
    {
        await _program.StartAsync();

        var (certificate, isTrusted) = await _program.ShakeHandsAsync(name);

        isTrusted.ShouldBeTrue();
        certificate.MatchesHostname(name, allowWildcards: false).ShouldBeTrue();
        certificate.MatchesHostname("127.0.0.1").ShouldBeTrue();
        (certificate.NotAfter - certificate.NotBefore).ShouldBeLessThan(TimeSpan.FromDays(398));
    }

    [Fact]
    public async Task The_authority_stays_over_restarts_and_its_key_is_its_owners_alone()
    {
        await _program.StartAsync();
        var before = await File.ReadAllTextAsync(Path.Combine(_program.Folder, "https-authority.pem"));
        await _program.StopAsync();

        await _program.StartAsync();

        (await File.ReadAllTextAsync(Path.Combine(_program.Folder, "https-authority.pem"))).ShouldBe(before);
        (await File.ReadAllTextAsync(Path.Combine(_program.Folder, "https-authority.crt"))).ShouldNotContain("PRIVATE");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(_program.Folder, "https-authority.pem"))
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task The_authority_vouches_for_nothing_but_this_machine()
    {
        await _program.StartAsync();

        var (certificate, isTrusted) = await _program.ShakeHandsAsync("example.com");

        isTrusted.ShouldBeFalse();
        certificate.MatchesHostname("example.com").ShouldBeFalse();
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_program.Folder, "https-authority.crt"));
        authority.Extensions.Single(extension => extension.Oid!.Value == "2.5.29.30").Critical.ShouldBeTrue();
    }

    [Fact]
    public async Task In_Development_the_https_address_is_the_public_one_and_its_cookies_belong_to_the_host_alone()
    {
        await _program.StartAsync();
        var poolId = await _program.CreatePoolAsync();

        using var discovery = await HttpsProgram.GetAsync($"{_program.Url}/{poolId}/.well-known/openid-configuration");
        using var logout = await HttpsProgram.GetAsync($"{_program.Url}/{poolId}/logout");

        (await discovery.Content.ReadAsStringAsync()).ShouldContain($"\"issuer\":\"{_program.Url}/{poolId}\"");
        logout.Headers.GetValues("Set-Cookie").Single().ShouldStartWith($"__Host-ha-sso-{poolId}=;");
    }

    [Fact]
    public async Task Nobody_is_told_to_keep_to_https_on_this_machine()
    {
        await _program.StartAsync();

        using var here = await HttpsProgram.GetAsync($"{_program.Url}/error?error=x", accept: "text/html");
        using var elsewhere = await HttpsProgram.GetAsync(
            $"https://auth.example.com:{_program.Port}/error?error=x", accept: "text/html");

        here.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
        elsewhere.Headers.GetValues("Strict-Transport-Security").Single().ShouldStartWith("max-age=63072000");
    }

    [Fact]
    public async Task A_domain_gets_the_certificate_of_its_files()
    {
        await UseFilesAsync("auth.example.com");

        var (certificate, _) = await _program.ShakeHandsAsync("auth.example.com");

        certificate.Subject.ShouldBe("CN=auth.example.com");
        (await _program.ShakeHandsAsync("localhost")).IsTrusted.ShouldBeTrue();
    }

    [Fact]
    public async Task New_files_are_taken_without_a_restart_and_broken_ones_are_not()
    {
        var file = await UseFilesAsync("auth.example.com");
        var first = (await _program.ShakeHandsAsync("auth.example.com")).Certificate.Thumbprint;

        await File.WriteAllTextAsync(file, "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
            (await _program.ShakeHandsAsync("auth.example.com")).Certificate.Thumbprint.ShouldBe(first)));
        await File.WriteAllTextAsync(file, HttpsProgram.SelfSigned("auth.example.com"));

        await Eventually.HoldsAsync(
            async () => (await _program.ShakeHandsAsync("auth.example.com")).Certificate.Thumbprint != first,
            "The new certificate is taken.");
    }

    [Fact]
    public async Task Files_without_a_certificate_stop_the_start_with_a_sentence()
    {
        var file = Path.Combine(_program.Folder, "broken.pem");
        await File.WriteAllTextAsync(file, "nothing");

        var failure = await _program.StartAsync($"--Certificates:mine:File={file}").ShouldThrowAsync<StartException>();

        failure.Message.ShouldStartWith("The setting Certificates:mine names no certificate with its key: ");
    }

    [Fact]
    public async Task Without_any_certificate_the_start_stops_with_a_sentence()
    {
        var failure = await _program.StartAsync("--Https:Certificate=None").ShouldThrowAsync<StartException>();

        failure.Message.ShouldStartWith("There is no certificate for https.");
    }

    [Fact]
    public async Task An_address_that_is_not_https_is_refused()
    {
        var failure = await _program.StartAsync("--Https:Url=http://localhost:1").ShouldThrowAsync<StartException>();

        failure.Message.ShouldStartWith("The setting Https:Url must be an https address");
    }

    [Fact]
    public async Task Only_the_address_for_programs_asks_for_a_certificate_and_discovery_names_it()
    {
        await _program.StartAsync($"--ClientCertificates:Url={_program.MutualUrl}");
        var poolId = await _program.CreatePoolAsync();

        (await HttpsProgram.AsksForCertificateAsync(_program.Port)).ShouldBeFalse();
        (await HttpsProgram.AsksForCertificateAsync(_program.MutualPort)).ShouldBeTrue();
        using var discovery = await HttpsProgram.GetAsync($"{_program.Url}/{poolId}/.well-known/openid-configuration");
        var aliases = JsonDocument.Parse(await discovery.Content.ReadAsStringAsync()).RootElement.GetProperty("mtls_endpoint_aliases");
        string[] kinds = ["token", "userinfo", "revocation", "pushed_authorization_request", "introspection", "device_authorization"];
        aliases.EnumerateObject().Select(alias => alias.Name).ShouldBe(kinds.Select(kind => $"{kind}_endpoint"), ignoreOrder: true);
        foreach (var alias in aliases.EnumerateObject())
        {
            var address = alias.Value.GetString().ShouldNotBeNull();
            address.ShouldStartWith($"{_program.MutualUrl}/{poolId}/oauth2/");
            using var answer = await HttpsProgram.GetAsync(address);
            answer.StatusCode.ShouldBe(
                alias.Name == "userinfo_endpoint" ? HttpStatusCode.Unauthorized : HttpStatusCode.MethodNotAllowed,
                alias.Name);
        }
    }

    [Fact]
    public async Task Without_such_an_address_discovery_names_none()
    {
        await _program.StartAsync();
        var poolId = await _program.CreatePoolAsync();

        using var discovery = await HttpsProgram.GetAsync($"{_program.Url}/{poolId}/.well-known/openid-configuration");

        (await discovery.Content.ReadAsStringAsync()).ShouldNotContain("mtls_endpoint_aliases");
    }

    private async Task<string> UseFilesAsync(string name)
    {
        var file = Path.Combine(_program.Folder, "mine.pem");
        await File.WriteAllTextAsync(file, HttpsProgram.SelfSigned(name));
        await _program.StartAsync($"--Certificates:mine:File={file}");
        return file;
    }
}
