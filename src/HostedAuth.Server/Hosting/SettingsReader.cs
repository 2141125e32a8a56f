using System.ComponentModel.DataAnnotations;
using System.Reflection;
using HostedAuth.Core.Deployment;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace HostedAuth.Server.Hosting;

/// <summary>The configuration is not one to start with; the message is a sentence that names the setting.</summary>
internal sealed class SettingsException(string message) : StartException(message, HostedAuth.Server.Hosting.ExitCode.Configuration);

/// <summary>
/// Reads the settings: appsettings.json, then the environment, then the command line. A wrong name or value is refused
/// with a sentence, so that a typing error does not become a default.
/// </summary>
internal static class SettingsReader
{
    // Of the framework: log levels, and what a host is started with.
    private static readonly string[] ForeignSections = ["Logging", "environment", "contentRoot", "applicationName"];

    private static readonly string[] EveryHost = ["*", "+", "0.0.0.0", "[::]"];

    /// <summary>Replaces the sources of the configuration with ours.</summary>
    public static void UseSources(ConfigurationManager configuration, string[] args)
    {
        configuration.Sources.Clear();
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        configuration.AddEnvironmentVariables();
        try
        {
            configuration.AddCommandLine(args);
        }
        catch (FormatException exception)
        {
            throw new SettingsException($"The command line can't be read: {exception.Message}");
        }
    }

    /// <exception cref="SettingsException">A name is unknown, or a value is not allowed.</exception>
    public static Settings Read(ConfigurationManager configuration, IHostEnvironment environment)
    {
        RefuseUnknownNames(configuration);
        RefuseListsWithoutNumbers(configuration);
        var settings = Complete(Bind(configuration), environment);
        Validate(settings, prefix: "");
        foreach (var section in SettingsCatalogue.Sections)
        {
            Validate(section.GetValue(settings)!, section.Name + ":");
        }

        SettingsRules.Check(settings, environment);
        return settings;
    }

    private static Settings Bind(ConfigurationManager configuration)
    {
        try
        {
            return configuration.Get<Settings>() ?? new Settings();
        }
        catch (InvalidOperationException exception)
        {
            throw new SettingsException($"A setting has a value of the wrong kind: {exception.Message}");
        }
    }

    /// <summary>The defaults that depend on the environment.</summary>
    private static Settings Complete(Settings settings, IHostEnvironment environment) => settings with
    {
        PublicUrl = settings.PublicUrl is "" && environment.IsDevelopment()
            ? AddressOf(settings.Https.Url is "" ? settings.Urls.Split(';')[0] : settings.Https.Url)
            : settings.PublicUrl,
        ClientCertificates = settings.ClientCertificates with
        {
            PublicUrl = settings.ClientCertificates is { PublicUrl: "", Url: { Length: > 0 } mutual }
                ? AddressOf(mutual)
                : settings.ClientCertificates.PublicUrl,
        },
        Https = settings.Https with
        {
            Certificate = settings.Https.Certificate is not "" ? settings.Https.Certificate : environment.IsDevelopment() ? "Own" : "None",
        },
        Mailbox = settings.Mailbox with { Enabled = settings.Mailbox.Enabled ?? environment.IsDevelopment() },
    };

    /// <summary>Where people reach what listens there: a server that listens everywhere is at localhost too.</summary>
    private static string AddressOf(string url) =>
        EveryHost.Aggregate(url.TrimEnd('/'), (address, host) => address.Replace($"://{host}", "://localhost", StringComparison.Ordinal));

    private static void RefuseUnknownNames(IConfigurationRoot configuration)
    {
        foreach (var provider in configuration.Providers)
        {
            // The environment holds much that is not ours; there only names below one of our sections are checked.
            var isShared = provider is EnvironmentVariablesConfigurationProvider;
            foreach (var name in NamesIn(provider, parent: null))
            {
                var section = name.Split(':')[0];
                if (ForeignSections.Contains(section, StringComparer.OrdinalIgnoreCase)
                    || SettingsCatalogue.IsKnown(name)
                    || (isShared && !(name.Contains(':', StringComparison.Ordinal) && SettingsCatalogue.IsSection(section))))
                {
                    continue;
                }

                var source = provider is CommandLineConfigurationProvider
                    ? "The command line"
                    : isShared ? "The environment" : "appsettings.json";
                throw new SettingsException(
                    $"{source} sets {name}, which is no setting of this program{SettingsCatalogue.Suggest(name)}.");
            }
        }
    }

    /// <summary>The binder would pass over them in silence.</summary>
    private static void RefuseListsWithoutNumbers(ConfigurationManager configuration)
    {
        if (SettingsCatalogue.Lists.FirstOrDefault(name => !string.IsNullOrEmpty(configuration[name])) is { } list)
        {
            throw new SettingsException(
                $"{list} is a list: write {list}:0, or {list.Replace(":", "__", StringComparison.Ordinal)}__0 in the environment.");
        }
    }

    private static IEnumerable<string> NamesIn(IConfigurationProvider provider, string? parent)
    {
        foreach (var key in provider.GetChildKeys([], parent).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var name = parent is null ? key : $"{parent}:{key}";
            var children = NamesIn(provider, name).ToList();
            foreach (var child in children)
            {
                yield return child;
            }

            if (children.Count == 0)
            {
                yield return name;
            }
        }
    }

    private static void Validate(object section, string prefix)
    {
        foreach (var property in section.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
            {
                if (!rule.IsValid(property.GetValue(section)))
                {
                    var reason = rule.ErrorMessage ?? rule.FormatErrorMessage("the value").TrimEnd('.');
                    throw new SettingsException($"The setting {prefix}{property.Name} is not allowed: {reason}.");
                }
            }
        }
    }
}
