namespace HostedAuth.Core.Risk;

/// <summary>Something a user did, or somebody in their name, as AdminListUserAuthEvents tells it (AuthEventType).</summary>
public sealed class AuthEvent
{
    public required string PoolId { get; init; }

    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>EventType: SignIn, SignUp, ForgotPassword, PasswordChange, ResendCode.</summary>
    public required string Type { get; init; }

    /// <summary>EventResponseType: Pass, Fail, InProgress.</summary>
    public required string Response { get; set; }

    public string? ClientId { get; init; }

    /// <summary>What else is told: risk, challenges, context, feedback.</summary>
    public required AuthEventDetails Details { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The parts of an <see cref="AuthEvent"/> that nobody searches by.</summary>
public sealed record AuthEventDetails
{
    public string? IpAddress { get; init; }

    public string? DeviceName { get; init; }

    public string? RiskLevel { get; init; }

    public string? RiskDecision { get; init; }

    public bool CompromisedCredentialsDetected { get; init; }

    /// <summary>By challenge name: Success or Failure.</summary>
    public IReadOnlyDictionary<string, string> Challenges { get; init; } = new Dictionary<string, string>();

    /// <summary>Valid or Invalid, once somebody said so.</summary>
    public string? FeedbackValue { get; init; }

    public string? FeedbackProvider { get; init; }

    public DateTimeOffset? FeedbackAt { get; init; }
}
