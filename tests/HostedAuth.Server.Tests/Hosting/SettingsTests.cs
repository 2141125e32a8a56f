using HostedAuth.Core.Deployment;
using HostedAuth.Server.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace HostedAuth.Server.Tests.Hosting;

public sealed class SettingsTests
{
    [Fact]
    public void The_page_on_configuration_lists_every_setting_as_the_source_has_it() =>
        RepositoryFiles.ShouldBe("docs/configuration.md", SettingsCatalogue.ToMarkdown());

    [Theory]
    [InlineData("--Smtp:Hots=mail", "The command line sets Smtp:Hots, which is no setting of this program (did you mean Smtp:Host?).")]
    [InlineData("--Colour=red", "The command line sets Colour, which is no setting of this program.")]
    [InlineData(
        "--Outbound:AllowedHosts=localhost",
        "Outbound:AllowedHosts is a list: write Outbound:AllowedHosts:0, or Outbound__AllowedHosts__0 in the environment.")]
    [InlineData("--Email:Provider=Pigeon", "The setting Email:Provider is not allowed: must be Smtp, Ses or Webhook.")]
    [InlineData("--Email:Provider=Ses", "The setting Email:Provider is Ses, which needs Ses:AccessKeyId and Ses:SecretAccessKey.")]
    [InlineData("--Email:From=nobody", "The setting Email:From must be an address such as no-reply@example.com.")]
    [InlineData("--Sms:Provider=Sns", "The setting Sms:Provider is Sns, which needs Sns:AccessKeyId and Sns:SecretAccessKey.")]
    [InlineData(
        "--Sms:Provider=Twilio",
        "The setting Sms:Provider is Twilio, which needs Twilio:AccountSid, Twilio:AuthToken and Twilio:From.")]
    [InlineData("--Sms:Provider=Webhook", "The setting Sms:Provider is Webhook, so Sms:Webhook must be the name of one of Webhooks.")]
    [InlineData(
        "--Twilio:From=+15550100",
        "The settings Twilio:AccountSid, Twilio:AuthToken and Twilio:From are set together or not at all.")]
    [InlineData("--Ses:Endpoint=ses", "The setting Ses:Endpoint must be an address such as https://example.com.")]
    [InlineData(
        "--BreachedPasswords:RangeUrl=pwned",
        "The setting BreachedPasswords:RangeUrl must be an address such as https://api.pwnedpasswords.com/range.")]
    [InlineData("--BreachedPasswords:File=/nowhere", "The setting BreachedPasswords:File names /nowhere, where there is no file.")]
    [InlineData("--Storage:Provider=Oracle", "The setting Storage:Provider is not allowed: must be Sqlite or PostgreSql.")]
    [InlineData("--Region=nowhere", "The setting Region is not allowed: must look like us-east-1.")]
    [InlineData("--PublicUrl=ftp://a", "The setting PublicUrl must be http:// or https://, a host, and nothing after it.")]
    [InlineData("--Urls=ftp://a", "The setting Urls holds ftp://a, which is no address to listen on, such as http://localhost:5080.")]
    [InlineData("--PublicUrl=https://a/b", "The setting PublicUrl must be http:// or https://, a host, and nothing after it.")]
    [InlineData("--MasterKey:0=short", "The setting MasterKey holds a key of fewer than 32 characters.")]
    [InlineData("--RootAccessKey:Id=AKIA", "The settings RootAccessKey:Id and RootAccessKey:Secret are set together or not at all.")]
    [InlineData(
        "--ForwardedHeaders:KnownProxies:0=proxy",
        "The setting ForwardedHeaders:KnownProxies holds proxy, which is no IP address.")]
    [InlineData(
        "--Webhooks:mine:Ulr=x",
        "The command line sets Webhooks:mine:Ulr, which is no setting of this program (did you mean Webhooks:mine:Url?).")]
    [InlineData(
        "--Webhooks:mine:Address=x",
        "The command line sets Webhooks:mine:Address, which is no setting of this program (did you mean "
            + "Webhooks:mine:Url or Webhooks:mine:Secret?).")]
    [InlineData(
        "--Webhooks:mine=x",
        "The command line sets Webhooks:mine, which is no setting of this program (did you mean Webhooks:mine:Url or "
            + "Webhooks:mine:Secret?).")]
    [InlineData(
        "--Webhooks:Url=x",
        "The command line sets Webhooks:Url, which is no setting of this program (did you mean Webhooks:<name>:Url?).")]
    [InlineData(
        "--Webhook:mine:Url=x",
        "The command line sets Webhook:mine:Url, which is no setting of this program (did you mean Webhooks:mine:Url?).")]
    [InlineData("--Webhooks:mine:Secret=x", "The setting Webhooks:mine:Url is required.")]
    [InlineData("--Webhooks:mine:Url=mine", "The setting Webhooks:mine:Url must be an address such as https://example.com/hook.")]
    [InlineData(
        "--Webhooks:mine:Url=http://mine:8080/hook",
        "The setting Webhooks:mine:Url is plain http: write https, or name mine:8080 in Outbound:AllowedHosts.")]
    [InlineData(
        "--Lambda:Endpoint=http://localhost:9001",
        "The setting Lambda:Endpoint is plain http: write https, or name localhost:9001 in Outbound:AllowedHosts.")]
    [InlineData("--Twilio:Endpoint=", "The setting Twilio:Endpoint must be an address such as https://example.com.")]
    [InlineData(
        "--Twilio:Endpoint=http://mine",
        "The setting Twilio:Endpoint is plain http: write https, or name mine in Outbound:AllowedHosts.")]
    [InlineData(
        "--BreachedPasswords:RangeUrl=http://mine/range",
        "The setting BreachedPasswords:RangeUrl is plain http: write https, or name mine in Outbound:AllowedHosts.")]
    public void A_wrong_name_or_value_is_refused_with_a_sentence_that_says_which(string argument, string sentence)
    {
        var read = () => Read("Development", argument);

        read.ShouldThrow<SettingsException>().Message.ShouldBe(sentence);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:9001")]
    [InlineData("127.0.0.0/8")]
    public void An_address_may_be_plain_http_where_its_host_is_allowed(string allowed)
    {
        var host = allowed.Contains('/', StringComparison.Ordinal) ? "127.0.0.1" : "localhost";

        var settings = Read(
            "Development",
            $"--Outbound:AllowedHosts:0={allowed}",
            $"--Lambda:Endpoint=http://{host}:9001",
            $"--Webhooks:mine:Url=http://{host}:9001/hook",
            "--Webhooks:mine:Secret=0123456789abcdef");

        settings.Webhooks["mine"].Url.ShouldBe($"http://{host}:9001/hook");
    }

    [Theory]
    [InlineData("MasterKey", new string[0])]
    [InlineData("PublicUrl", new[] { "--MasterKey:0=0123456789abcdef0123456789abcdef" })]
    [InlineData("PasswordHash:Iterations", new[] { "--PasswordHash:Iterations=209999" })]
    [InlineData("Mailbox:Enabled", new[] { "--Mailbox:Enabled=true" })]
    public void Production_refuses_what_only_development_may(string setting, string[] arguments)
    {
        string[] good = ["--MasterKey:0=0123456789abcdef0123456789abcdef", "--PublicUrl=https://login.example.com"];
        string[] given = setting is "MasterKey" ? ["--PublicUrl=https://login.example.com"]
            : setting is "PublicUrl" ? arguments
            : [.. good, .. arguments];

        var read = () => Read("Production", given);

        read.ShouldThrow<SettingsException>().Message.ShouldContain($"The setting {setting} ");
    }

    [Theory]
    [InlineData("http://*:5081")]
    [InlineData("http://0.0.0.0:5081/")]
    public void A_server_of_Development_that_listens_everywhere_calls_itself_localhost(string url) =>
        Read("Development", $"--Urls={url}").PublicUrl.ShouldBe("http://localhost:5081");

    [Fact]
    public void The_command_line_wins_over_the_environment()
    {
        Environment.SetEnvironmentVariable("Smtp__Host", "of-the-environment");
        try
        {
            Read("Development").Smtp.Host.ShouldBe("of-the-environment");
            Read("Development", "--Smtp:Host=of-the-line").Smtp.Host.ShouldBe("of-the-line");
        }
        finally
        {
            Environment.SetEnvironmentVariable("Smtp__Host", null);
        }
    }

    private static Settings Read(string environment, params string[] arguments)
    {
        using var configuration = new ConfigurationManager();
        SettingsReader.UseSources(configuration, arguments);
        return SettingsReader.Read(configuration, new Host(environment));
    }

    private sealed class Host(string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;

        public string ApplicationName { get; set; } = "HostedAuth";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
