using System.Net;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Server.Hosting;

/// <summary>The rules that concern more than one setting, or the environment.</summary>
internal static class SettingsRules
{
    /// <exception cref="SettingsException">A rule is broken.</exception>
    public static void Check(Settings settings, IHostEnvironment environment)
    {
        CheckAddresses(settings);
        foreach (var key in settings.MasterKey)
        {
            Require(
                key.Length >= MasterKeys.MinimumLength,
                $"The setting MasterKey holds a key of fewer than {MasterKeys.MinimumLength} characters.");
        }

        Require(
            settings.Storage.Provider == "Sqlite" || settings.Storage.ConnectionString is not "",
            "The setting Storage:ConnectionString is required when Storage:Provider is PostgreSql.");
        Require(
            settings.RootAccessKey.Id is "" == settings.RootAccessKey.Secret is "",
            "The settings RootAccessKey:Id and RootAccessKey:Secret are set together or not at all.");
        foreach (var proxy in settings.ForwardedHeaders.KnownProxies)
        {
            Require(
                IPAddress.TryParse(proxy, out _),
                $"The setting ForwardedHeaders:KnownProxies holds {proxy}, which is no IP address.");
        }

        Require(
            settings.ClientCertificates.Header is "" || settings.ForwardedHeaders.KnownProxies.Count > 0,
            "The setting ClientCertificates:Header is believed of ForwardedHeaders:KnownProxies alone, and there are none.");
        Require(
            settings.ClientCertificates.AuthoritiesFile is "" || File.Exists(settings.ClientCertificates.AuthoritiesFile),
            $"The setting ClientCertificates:AuthoritiesFile names {settings.ClientCertificates.AuthoritiesFile}, where there is no file.");
        Require(
            settings.BreachedPasswords.File is "" || File.Exists(settings.BreachedPasswords.File),
            $"The setting BreachedPasswords:File names {settings.BreachedPasswords.File}, where there is no file.");
        Require(
            settings.BreachedPasswords.RangeUrl is "" || settings.BreachedPasswords.File is "",
            "Of the settings BreachedPasswords:RangeUrl and BreachedPasswords:File one is set at most.");
        OutboundRules.Check(settings);
        OutboundRules.CheckAddress(
            settings, "BreachedPasswords:RangeUrl", settings.BreachedPasswords.RangeUrl, "https://api.pwnedpasswords.com/range");
        DeliveryRules.Check(settings);
        if (environment.IsProduction())
        {
            CheckProduction(settings);
        }
    }

    private static void CheckAddresses(Settings settings)
    {
        foreach (var address in settings.Urls.Split(';'))
        {
            Require(
                SchemeOf(address) is "http" or "https",
                $"The setting Urls holds {address}, which is no address to listen on, such as http://localhost:5080.");
        }

        CheckHttps("Https:Url", settings.Https.Url);
        CheckHttps("ClientCertificates:Url", settings.ClientCertificates.Url);
        Require(
            settings.ClientCertificates.PublicUrl is ""
                || (settings.ClientCertificates.PublicUrl.StartsWith("https://", StringComparison.Ordinal)
                    && Uri.TryCreate(settings.ClientCertificates.PublicUrl, UriKind.Absolute, out var mutual)
                    && mutual.PathAndQuery is "/"
                    && !settings.ClientCertificates.PublicUrl.EndsWith('/')),
            "The setting ClientCertificates:PublicUrl must be https://, a host, and nothing after it.");
        foreach (var (name, certificate) in settings.Certificates)
        {
            Require(certificate.File is not "", $"The setting Certificates:{name}:File is required.");
        }

        Require(
            Uri.TryCreate(settings.PublicUrl, UriKind.Absolute, out var url)
                && url.Scheme is "http" or "https"
                && url.PathAndQuery is "/"
                && !settings.PublicUrl.EndsWith('/'),
            settings.PublicUrl is ""
                ? "The setting PublicUrl is required: the address that people and clients reach the server at."
                : "The setting PublicUrl must be http:// or https://, a host, and nothing after it.");
    }

    private static void CheckHttps(string name, string address) => Require(
        address is "" || SchemeOf(address) is "https",
        $"The setting {name} must be an https address to listen on, such as https://localhost:5443.");

    /// <summary>Of an address to listen on; null for what is none.</summary>
    private static string? SchemeOf(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Scheme.ToLowerInvariant();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void CheckProduction(Settings settings)
    {
        Require(
            settings.MasterKey.Count > 0,
            "The setting MasterKey is required in Production: it protects the keys in the database.");
        Require(
            settings.PasswordHash.Iterations >= PasswordHashSettings.Minimum,
            $"The setting PasswordHash:Iterations may not be less than {PasswordHashSettings.Minimum} in Production.");
        Require(
            settings.Mailbox.Enabled != true,
            "The setting Mailbox:Enabled may not be true in Production: it shows every message.");
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new SettingsException(sentence);
        }
    }
}
