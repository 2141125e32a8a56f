namespace HostedAuth.Core.Risk;

/// <summary>
/// What SetRiskConfiguration sets, of a pool or of one of its clients: a document in its row. Names as the API has them.
/// </summary>
public sealed record RiskSettings
{
    public AccountTakeoverRiskConfiguration? AccountTakeover { get; init; }

    public CompromisedCredentialsRiskConfiguration? CompromisedCredentials { get; init; }

    public RiskExceptionConfiguration? Exceptions { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>What follows from a sign-in that looks like somebody else's.</summary>
public sealed record AccountTakeoverRiskConfiguration
{
    public AccountTakeoverActions? Actions { get; init; }

    public NotifyConfiguration? NotifyConfiguration { get; init; }
}

/// <summary>By level of risk; absent: nothing follows.</summary>
public sealed record AccountTakeoverActions
{
    public AccountTakeoverAction? LowAction { get; init; }

    public AccountTakeoverAction? MediumAction { get; init; }

    public AccountTakeoverAction? HighAction { get; init; }
}

/// <summary>What follows from one level of risk.</summary>
public sealed record AccountTakeoverAction
{
    /// <summary>BLOCK, MFA_IF_CONFIGURED, MFA_REQUIRED or NO_ACTION.</summary>
    public string? EventAction { get; init; }

    /// <summary>Whether the user gets a mail about it.</summary>
    public bool Notify { get; init; }
}

/// <summary>The mails about risks; an absent one is the theme's.</summary>
public sealed record NotifyConfiguration
{
    /// <summary>Of Amazon SES; unused here, where mail goes by the pool's own means.</summary>
    public string? SourceArn { get; init; }

    public string? From { get; init; }

    public string? ReplyTo { get; init; }

    public NotifyEmail? BlockEmail { get; init; }

    public NotifyEmail? MfaEmail { get; init; }

    public NotifyEmail? NoActionEmail { get; init; }
}

/// <summary>With Cognito's placeholders: <c>{username}</c>, <c>{ip-address}</c>, <c>{one-click-link-invalid}</c>, ….</summary>
public sealed record NotifyEmail
{
    public string? Subject { get; init; }

    public string? HtmlBody { get; init; }

    public string? TextBody { get; init; }
}

/// <summary>What follows from a password that is known to have leaked.</summary>
public sealed record CompromisedCredentialsRiskConfiguration
{
    /// <summary>SIGN_IN, PASSWORD_CHANGE, SIGN_UP; absent or empty: all of them.</summary>
    public IReadOnlyList<string>? EventFilter { get; init; }

    public CompromisedCredentialsActions? Actions { get; init; }
}

/// <summary>What becomes of the sign-in, or of the new password.</summary>
public sealed record CompromisedCredentialsActions
{
    /// <summary>BLOCK or NO_ACTION.</summary>
    public string? EventAction { get; init; }
}

/// <summary>Addresses that are treated apart, as CIDR ranges or single addresses.</summary>
public sealed record RiskExceptionConfiguration
{
    /// <summary>Nobody signs in from these.</summary>
    public IReadOnlyList<string>? BlockedIPRangeList { get; init; }

    /// <summary>Sign-ins from these are never judged.</summary>
    public IReadOnlyList<string>? SkippedIPRangeList { get; init; }
}
