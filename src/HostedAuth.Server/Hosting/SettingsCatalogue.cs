using System.ComponentModel;
using System.Reflection;
using System.Text;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Server.Hosting;

/// <summary>The names of all settings, read off <see cref="Settings"/>; docs/configuration.md is written from it.</summary>
internal static class SettingsCatalogue
{
    public static IReadOnlyList<PropertyInfo> Sections { get; } =
    [
        .. typeof(Settings).GetProperties().Where(property => property.PropertyType.Name.EndsWith("Settings", StringComparison.Ordinal)),
    ];

    /// <summary>Name and property of each setting, in the order of the source.</summary>
    public static IReadOnlyList<(string Name, PropertyInfo Property)> All { get; } =
    [
        .. typeof(Settings).GetProperties().Except(Sections).Select(property => (property.Name, property)),
        .. Sections.SelectMany(section => section.PropertyType.GetProperties()
            .Select(property => ($"{section.Name}:{property.Name}", property))),
    ];

    /// <summary>The settings that hold several values.</summary>
    public static IEnumerable<string> Lists => All.Where(setting => IsList(setting.Property)).Select(setting => setting.Name);

    public static bool IsSection(string name) =>
        Sections.Any(section => section.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        || name.Equals(nameof(Settings.Webhooks), StringComparison.OrdinalIgnoreCase)
        || name.Equals(nameof(Settings.Certificates), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is a setting, or an element of one that is a list.</summary>
    public static bool IsKnown(string name) => All.Any(setting =>
        setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        || (IsList(setting.Property) && name.StartsWith(setting.Name + ":", StringComparison.OrdinalIgnoreCase))
        || IsOfNamed(setting.Name, setting.Property, name));

    /// <summary>A setting of nearly the same name, as the end of a sentence; or nothing.</summary>
    public static string Suggest(string name)
    {
        var last = name.Split(':')[^1];
        var near = NearNamed(name)
            ?? All.FirstOrDefault(setting => Distance(setting.Name.Split(':')[^1], last) <= 2).Name;
        return near is null ? "" : $" (did you mean {near}?)";
    }

    /// <summary>
    /// For <c>Webhooks:mine:Ulr</c> what a thing of the name <c>mine</c> has; null for settings that hold nothing by
    /// name.
    /// </summary>
    private static string? NearNamed(string name)
    {
        var parts = name.Split(':');
        var (setting, property) = All.FirstOrDefault(
            known => MembersOfNamed(known.Property).Any() && parts.Length > 1 && Distance(known.Name, parts[0]) <= 2);
        if (setting is null)
        {
            return null;
        }

        var members = MembersOfNamed(property).ToList();
        var near = members.Where(member => Distance(member, parts[^1]) <= (parts.Length > 2 ? 2 : 0)).ToList();
        var holder = parts.Length > 2 || near.Count == 0 ? parts[1] : "<name>";
        return string.Join(" or ", (near.Count > 0 ? near : members).Select(member => $"{setting}:{holder}:{member}"));
    }

    /// <summary>The page docs/configuration.md.</summary>
    public static string ToMarkdown()
    {
        var page = new StringBuilder(
            """
            # Configuration

            Settings are read from `appsettings.json`, then the environment (`Storage__Provider`), then the command line
            (`--Storage:Provider PostgreSql`); the later one wins. A list is written with numbers: `MasterKey:0`,
            `MasterKey__0`. A wrong name or value stops the start with a sentence that says which. (Of the environment, which
            holds much else, only names below a section are checked.)

            | Setting | Default | Meaning |
            | --- | --- | --- |

            """);
        var defaults = new Settings();
        foreach (var (name, property) in All)
        {
            var description = property.GetCustomAttribute<DescriptionAttribute>()!.Description;
            page.Append(null, $"| `{name}` | {DefaultOf(defaults, name, property)} | {description} |\n");
        }

        return page.ToString();
    }

    private static string DefaultOf(Settings defaults, string name, PropertyInfo property)
    {
        var owner = name.Contains(':', StringComparison.Ordinal)
            ? Sections.Single(section => section.Name == name.Split(':')[0]).GetValue(defaults)
            : defaults;
        return property.GetValue(owner) switch
        {
            null or "" => "",
            bool flag => flag ? "`true`" : "`false`",
            string or int => $"`{property.GetValue(owner)}`",
            _ => "",
        };
    }

    private static bool IsList(PropertyInfo property) => property.PropertyType == typeof(IReadOnlyList<string>);

    /// <summary>Whether it is a member of one of the things that a setting holds by name: <c>Webhooks:mine:Url</c>.</summary>
    private static bool IsOfNamed(string setting, PropertyInfo property, string name) =>
        name.Split(':') is [var first, _, var member]
        && first.Equals(setting, StringComparison.OrdinalIgnoreCase)
        && MembersOfNamed(property).Contains(member, StringComparer.OrdinalIgnoreCase);

    /// <summary>What each of the things has that a setting holds by name; nothing for other settings.</summary>
    private static IEnumerable<string> MembersOfNamed(PropertyInfo property) =>
        property.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
            ? type.GetGenericArguments()[1].GetProperties().Select(member => member.Name)
            : [];

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }

        return row[^1];
    }
}
