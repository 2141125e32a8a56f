using System.Net;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Outbound;

namespace HostedAuth.Server.Hosting;

/// <summary>The rules for addresses that the server calls.</summary>
internal static class OutboundRules
{
    private const int ShortestSecret = 16;

    /// <exception cref="SettingsException">A rule is broken.</exception>
    public static void Check(Settings settings)
    {
        CheckHosts(nameof(OutboundSettings.AllowedHosts), settings.Outbound.AllowedHosts);
        CheckHosts(
            nameof(OutboundSettings.AllowedHostsOfRegisteredClients),
            settings.Outbound.AllowedHostsOfRegisteredClients);
        CheckAddress(settings, "Lambda:Endpoint", settings.Lambda.Endpoint, "https://lambda.eu-west-1.amazonaws.com");
        Require(
            settings.Lambda.AccessKeyId is "" == settings.Lambda.SecretAccessKey is "",
            "The settings Lambda:AccessKeyId and Lambda:SecretAccessKey are set together or not at all.");
        foreach (var (name, webhook) in settings.Webhooks)
        {
            Require(
                name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'),
                $"The setting Webhooks:{name} has a name that isn't made of letters, digits, hyphens and underscores.");
            Require(webhook.Url is not "", $"The setting Webhooks:{name}:Url is required.");
            CheckAddress(settings, $"Webhooks:{name}:Url", webhook.Url, "https://example.com/hook");
            Require(
                webhook.Secret.Length >= ShortestSecret,
                $"The setting Webhooks:{name}:Secret must have at least {ShortestSecret} characters.");
        }
    }

    /// <summary>Of an address that may be left out: that it is one, and encrypted unless the deployment names its host.</summary>
    /// <exception cref="SettingsException">It is not.</exception>
    public static void CheckAddress(Settings settings, string name, string address, string example)
    {
        if (address is "")
        {
            return;
        }

        Require(IsAddress(address), $"The setting {name} must be an address such as {example}.");
        var url = new Uri(address);
        Require(
            url.Scheme is "https" || new AddressGuard(settings).MayBePlain(url),
            $"The setting {name} is plain http: write https, or name {url.Authority} in Outbound:AllowedHosts.");
    }

    private static void CheckHosts(string setting, IReadOnlyList<string> entries)
    {
        foreach (var entry in entries)
        {
            Require(
                entry.Contains('/', StringComparison.Ordinal)
                    ? IPNetwork.TryParse(entry, out _)
                    : Uri.TryCreate($"http://{entry}", UriKind.Absolute, out var host) && host.PathAndQuery is "/",
                $"The setting Outbound:{setting} holds {entry}, which is neither a host nor a network such as 10.1.0.0/16.");
        }
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.UserInfo is ""
        && address.Fragment is "";

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new SettingsException(sentence);
        }
    }
}
