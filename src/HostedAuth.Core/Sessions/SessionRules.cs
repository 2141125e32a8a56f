namespace HostedAuth.Core.Sessions;

/// <summary>What a pool says of its users' sessions (SetUserPoolSessionConfiguration).</summary>
/// <param name="UserSessionTracking">ENABLED or DISABLED.</param>
/// <param name="MaxPerUser">1 to 100: how many token sessions a user may have while tracking is enabled.</param>
public sealed record PoolSessionRules(string UserSessionTracking, int MaxPerUser)
{
    public static PoolSessionRules Default { get; } = new("DISABLED", 20);

    /// <summary>The bound that is in force; null for none.</summary>
    public int? Bound => UserSessionTracking == "ENABLED" ? MaxPerUser : null;
}

/// <summary>What a client says of browsers that are signed in already (SetUserPoolClientSessionConfiguration).</summary>
/// <param name="MaxValidityMinutes">
/// 0 to 129,600: for so long after a sign-in nobody is asked to sign in again; 0 always asks.
/// </param>
public sealed record ClientSessionRules(int MaxValidityMinutes)
{
    /// <summary>As Cognito's cookie: an hour, not moved by use.</summary>
    public static ClientSessionRules Default { get; } = new(60);

    public TimeSpan MaxValidity => TimeSpan.FromMinutes(MaxValidityMinutes);
}
