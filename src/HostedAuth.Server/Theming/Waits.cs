using System.Globalization;

namespace HostedAuth.Server.Theming;

/// <summary>How long to wait, as people say it: seconds below a minute, then minutes, then hours and minutes.</summary>
internal static class Waits
{
    private const int Sixty = 60;

    /// <summary>In words, rounded up: who waits that long has waited long enough.</summary>
    public static string InWords(Texts texts, TimeSpan wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
        if (seconds < Sixty)
        {
            return Count(texts, "seconds", seconds);
        }

        var (hours, minutes) = Math.DivRem((seconds + Sixty - 1) / Sixty, Sixty);
        return (hours, minutes) switch
        {
            (0, _) => Count(texts, "minutes", minutes),
            (_, 0) => Count(texts, "hours", hours),
            _ => texts["wait.hoursAndMinutes", "hours", Count(texts, "hours", hours)]
                .Replace("{minutes}", Count(texts, "minutes", minutes), StringComparison.Ordinal),
        };
    }

    // None is ever told, so one is one in every language that has a plural of its own.
    private static string Count(Texts texts, string unit, long count) =>
        texts[$"wait.{unit}.{(count == 1 ? "one" : "other")}", "count", count.ToString(CultureInfo.InvariantCulture)];
}
