using HostedAuth.Core.Risk;

namespace HostedAuth.CognitoApi.Operations.Risk;

/// <summary>Something a user did, on the wire.</summary>
public sealed record AuthEventType(
    string EventId,
    string EventType,
    string EventResponse,
    DateTimeOffset CreationDate,
    EventRisk EventRisk,
    IReadOnlyList<ChallengeResponseType> ChallengeResponses,
    EventContextData EventContextData,
    EventFeedback? EventFeedback)
{
    public static AuthEventType Of(AuthEvent row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var details = row.Details;
        return new(
            row.Id,
            row.Type,
            row.Response,
            row.CreatedAt,
            new(details.RiskDecision ?? "NoRisk", details.RiskLevel, details.CompromisedCredentialsDetected),
            [.. details.Challenges.Select(pair => new ChallengeResponseType(pair.Key, pair.Value))],
            new(details.IpAddress, details.DeviceName),
            details is { FeedbackValue: { } value, FeedbackProvider: { } provider }
                ? new(value, provider, details.FeedbackAt)
                : null);
    }
}

/// <param name="RiskDecision">NoRisk, AccountTakeover or Block.</param>
/// <param name="RiskLevel">Low, Medium or High; absent without a risk.</param>
public sealed record EventRisk(string RiskDecision, string? RiskLevel, bool CompromisedCredentialsDetected);

/// <param name="ChallengeName">Password or Mfa.</param>
/// <param name="ChallengeResponse">Success or Failure.</param>
public sealed record ChallengeResponseType(string ChallengeName, string ChallengeResponse);

/// <summary>Where it came from; this server knows no map of addresses, so city and country are absent.</summary>
public sealed record EventContextData(string? IpAddress, string? DeviceName);

/// <param name="FeedbackValue">Valid or Invalid.</param>
/// <param name="Provider">Admin or User.</param>
public sealed record EventFeedback(string FeedbackValue, string Provider, DateTimeOffset? FeedbackDate);
