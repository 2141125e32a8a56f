namespace HostedAuth.Core.AppClients;

/// <summary>Token lifetimes as the API states them: a number, and a unit beside it.</summary>
internal static class TokenLifetime
{
    /// <param name="validity">Absent or 0 means the default.</param>
    /// <param name="unit"><c>seconds</c>, <c>minutes</c>, <c>hours</c> or <c>days</c>.</param>
    /// <param name="defaultUnit">The unit where none is given.</param>
    public static TimeSpan? Of(int? validity, string? unit, string defaultUnit) => validity is null or 0
        ? null
        : (unit ?? defaultUnit) switch
        {
            "seconds" => TimeSpan.FromSeconds(validity.Value),
            "minutes" => TimeSpan.FromMinutes(validity.Value),
            "hours" => TimeSpan.FromHours(validity.Value),
            _ => TimeSpan.FromDays(validity.Value),
        };
}
