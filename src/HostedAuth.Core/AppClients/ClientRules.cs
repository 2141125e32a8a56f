using HostedAuth.Core.Errors;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.AppClients;

/// <summary>What the settings of a client must agree on, beside <see cref="OAuthRules"/>.</summary>
internal static class ClientRules
{
    private static readonly TimeSpan ShortestToken = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestToken = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestRefreshToken = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan LongestRefreshToken = TimeSpan.FromDays(3650);

    /// <summary>Refuses with InvalidParameter.</summary>
    public static void Check(UserPool pool, AppClientSettings settings)
    {
        CheckFlows(settings);
        CheckLifetimes(settings);
        CheckAttributes(pool, settings);
        CheckProviders(pool, settings);
    }

    private static void CheckFlows(AppClientSettings settings)
    {
        var flows = settings.ExplicitAuthFlows ?? [];
        AuthError.RefuseInvalid(
            flows.Any(AuthFlow.IsLegacy) && !flows.All(AuthFlow.IsLegacy),
            "ExplicitAuthFlows can not mix values with and without the prefix ALLOW_.");
        AuthError.RefuseInvalid(
            settings.RefreshTokenRotation?.Feature == "ENABLED" && flows.Contains(AuthFlow.Refresh),
            "ALLOW_REFRESH_TOKEN_AUTH can not be used along with refresh token rotation.");
    }

    private static void CheckLifetimes(AppClientSettings settings)
    {
        var lifetimes = new TokenLifetimes(settings);
        if (IsOutside(lifetimes.Access, ShortestToken, LongestToken)
            || IsOutside(lifetimes.Id, ShortestToken, LongestToken)
            || IsOutside(lifetimes.Refresh, ShortestRefreshToken, LongestRefreshToken))
        {
            throw AuthError.TokenValidityRange.AsException();
        }

        AuthError.RefuseInvalid(
            lifetimes.Access > lifetimes.Refresh || lifetimes.Id > lifetimes.Refresh,
            "Refresh token validity can not be shorter than access token or ID token validity.");
    }

    private static void CheckAttributes(UserPool pool, AppClientSettings settings)
    {
        var known = pool.Schema.Where(attribute => attribute.DeveloperOnlyAttribute != true).ToList();
        var readable = known.Select(attribute => attribute.Name!).Append(StandardAttributes.Identities);
        if (settings.ReadAttributes?.Except(readable).Any() == true)
        {
            throw AuthError.InvalidReadAttributes.AsException();
        }

        if (settings.WriteAttributes is { Count: > 0 } writable
            && (writable.Except(known.Where(IsWritable).Select(attribute => attribute.Name!)).Any()
                || (pool.IsStrict && known.Any(attribute => IsRequired(attribute) && !writable.Contains(attribute.Name!)))))
        {
            throw AuthError.InvalidWriteAttributes.AsException();
        }
    }

    private static void CheckProviders(UserPool pool, AppClientSettings settings)
    {
        var unknown = settings.SupportedIdentityProviders?.FirstOrDefault(name => name != ClientSnapshot.OwnProvider);
        AuthError.RefuseInvalid(unknown is not null, $"The provider {unknown} does not exist for User Pool {pool.Id}.");
    }

    private static bool IsWritable(SchemaAttribute attribute) =>
        StandardAttributes.Writable.Contains(attribute.Name!) || !StandardAttributes.Contains(attribute.Name!);

    private static bool IsRequired(SchemaAttribute attribute) => attribute is { Required: true, Name: not "sub" };

    private static bool IsOutside(TimeSpan lifetime, TimeSpan shortest, TimeSpan longest) =>
        lifetime < shortest || lifetime > longest;
}
