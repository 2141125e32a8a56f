namespace HostedAuth.Core.AppClients;

/// <summary>
/// The lifetimes of a client's tokens. The API states them as a number and a unit beside it; absent or 0 means the
/// default.
/// </summary>
internal sealed class TokenLifetimes(AppClientSettings settings)
{
    public TimeSpan Access { get; } =
        Of(settings.AccessTokenValidity, settings.TokenValidityUnits?.AccessToken ?? "hours") ?? TimeSpan.FromHours(1);

    public TimeSpan Id { get; } =
        Of(settings.IdTokenValidity, settings.TokenValidityUnits?.IdToken ?? "hours") ?? TimeSpan.FromHours(1);

    public TimeSpan Refresh { get; } =
        Of(settings.RefreshTokenValidity, settings.TokenValidityUnits?.RefreshToken ?? "days") ?? TimeSpan.FromDays(30);

    private static TimeSpan? Of(int? validity, string unit) => validity is null or 0
        ? null
        : unit switch
        {
            "seconds" => TimeSpan.FromSeconds(validity.Value),
            "minutes" => TimeSpan.FromMinutes(validity.Value),
            "hours" => TimeSpan.FromHours(validity.Value),
            _ => TimeSpan.FromDays(validity.Value),
        };
}
